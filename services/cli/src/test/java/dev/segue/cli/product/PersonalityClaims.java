package dev.segue.cli.product;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What two studies of the customer personality data claim about its segments, held against the rows of the customers in them. Means are
 * over customers whose income is known and at most 200,000 and who were born in 1940 or later, as in the reference results.
 */
record PersonalityClaims(List<Group> segments, Group everybody) {
    private static final List<String> SPENT =
            List.of("MntWines", "MntFruits", "MntMeatProducts", "MntFishProducts", "MntSweetProducts", "MntGoldProds");
    private static final List<String> CAMPAIGNS =
            List.of("AcceptedCmp1", "AcceptedCmp2", "AcceptedCmp3", "AcceptedCmp4", "AcceptedCmp5", "Response");

    /** The customers of a segment. */
    record Group(List<NamedCsvRecord> rows) {
        double mean(ToDoubleFunction<NamedCsvRecord> value) {
            return rows.stream().mapToDouble(value).average().orElseThrow();
        }

        double income() {
            return mean(row -> number(row, "Income"));
        }

        double age() {
            return mean(row -> 2014 - number(row, "Year_Birth"));
        }

        double children() {
            return mean(PersonalityClaims::childrenOf);
        }

        double severalChildren() {
            return mean(row -> childrenOf(row) >= 2 ? 1 : 0);
        }

        double spend() {
            return mean(PersonalityClaims::spendOf);
        }

        double spendDeviation() {
            double mean = spend();
            return Math.sqrt(mean(row -> Math.pow(spendOf(row) - mean, 2)));
        }

        double share(String... columns) {
            return mean(row -> sum(row, List.of(columns)) / spendOf(row));
        }

        double wine() {
            return share("MntWines");
        }

        double fishFruitSweetGold() {
            return share("MntFishProducts", "MntFruits", "MntSweetProducts", "MntGoldProds");
        }

        double of(String column) {
            return mean(row -> number(row, column));
        }

        double webShare() {
            return rows.stream()
                    .filter(row -> ordersOf(row) > 0)
                    .mapToDouble(row -> number(row, "NumWebPurchases") / ordersOf(row))
                    .average()
                    .orElseThrow();
        }

        double accepted() {
            return mean(row -> sum(row, CAMPAIGNS));
        }
    }

    /**
     * @param customers rows of the file
     * @param segmentOf each customer's segment, by id
     */
    static PersonalityClaims of(List<NamedCsvRecord> customers, Map<String, String> segmentOf) {
        Map<String, List<NamedCsvRecord>> segments = new LinkedHashMap<>();
        List<NamedCsvRecord> everybody = new ArrayList<>();
        for (NamedCsvRecord row : customers) {
            if (!row.getField("Income").isEmpty()
                    && number(row, "Income") <= 200_000
                    && number(row, "Year_Birth") >= 1940) {
                everybody.add(row);
                segments.computeIfAbsent(segmentOf.get(row.getField("ID")), unseen -> new ArrayList<>())
                        .add(row);
            }
        }
        return new PersonalityClaims(segments.values().stream().map(Group::new).toList(), new Group(everybody));
    }

    /** Whether each claim about four segments by income, age and children holds. */
    Map<String, Boolean> byLifeStage() {
        Group parents = most(segments, Group::children);
        List<Group> others = new ArrayList<>(segments);
        others.remove(parents);
        Group youngsters = least(others, Group::income);
        others.remove(youngsters);
        Group young = least(others, Group::age);
        Group older = most(others, Group::age);
        List<Group> byAge =
                segments.stream().sorted(Comparator.comparingDouble(Group::age)).toList();

        Map<String, Boolean> claims = new LinkedHashMap<>();
        claims.put("youngsters.income below average", youngsters.income() < everybody.income());
        claims.put("youngsters.youngest or second youngest", byAge.indexOf(youngsters) <= 1);
        claims.put("youngsters.children below average", youngsters.children() < everybody.children());
        claims.put(
                "youngsters.highest fish+fruit+sweet+gold share",
                youngsters == most(segments, Group::fishFruitSweetGold));
        claims.put("youngsters.lowest wine share", youngsters == least(segments, Group::wine));
        claims.put("young_affluents.income above average", young.income() > everybody.income());
        claims.put("young_affluents.younger than average", young.age() < everybody.age());
        claims.put("young_affluents.age gap to older affluents >= 10 y", older.age() - young.age() >= 10);
        claims.put(
                "young_affluents.catalog above average",
                young.of("NumCatalogPurchases") > everybody.of("NumCatalogPurchases"));
        claims.put(
                "young_affluents.web visits below average",
                young.of("NumWebVisitsMonth") < everybody.of("NumWebVisitsMonth"));
        claims.put("older_affluents.income above average", older.income() > everybody.income());
        claims.put("older_affluents.older than average", older.age() > everybody.age());
        claims.put(
                "older_affluents.catalog above average",
                older.of("NumCatalogPurchases") > everybody.of("NumCatalogPurchases"));
        claims.put("older_affluents.wine share >= young affluents", older.wine() >= young.wine());
        claims.put("senior_parents.most children", parents == most(segments, Group::children));
        claims.put("senior_parents.majority has 2+ children", parents.severalChildren() > 0.5);
        claims.put("senior_parents.older than average", parents.age() > everybody.age());
        claims.put(
                "senior_parents.web visits above average",
                parents.of("NumWebVisitsMonth") > everybody.of("NumWebVisitsMonth"));
        return claims;
    }

    /** Whether each claim about three segments by income, purchase pattern and campaign response holds. */
    Map<String, Boolean> byEngagement() {
        List<Group> byIncome = segments.stream()
                .sorted(Comparator.comparingDouble(Group::income))
                .toList();
        Group low = byIncome.getFirst();
        Group middle = byIncome.get(1);
        Group high = byIncome.getLast();

        Map<String, Boolean> claims = new LinkedHashMap<>();
        claims.put("high.highest campaign acceptance", high == most(segments, Group::accepted));
        claims.put("high.largest spend spread (sd)", high == most(segments, Group::spendDeviation));
        claims.put("high.most catalog purchases", high == most(segments, group -> group.of("NumCatalogPurchases")));
        claims.put("high.most store purchases", high == most(segments, group -> group.of("NumStorePurchases")));
        claims.put("mid.most deal purchases", middle == most(segments, group -> group.of("NumDealsPurchases")));
        claims.put("mid.highest web share of channels", middle == most(segments, Group::webShare));
        claims.put("mid.most web purchases", middle == most(segments, group -> group.of("NumWebPurchases")));
        claims.put(
                "mid.middle campaign acceptance",
                low.accepted() < middle.accepted() && middle.accepted() < high.accepted());
        claims.put("low.lowest spend", low == least(segments, Group::spend));
        claims.put("low.lowest campaign acceptance", low == least(segments, Group::accepted));
        return claims;
    }

    private static Group most(List<Group> groups, ToDoubleFunction<Group> figure) {
        return groups.stream().max(Comparator.comparingDouble(figure)).orElseThrow();
    }

    private static Group least(List<Group> groups, ToDoubleFunction<Group> figure) {
        return groups.stream().min(Comparator.comparingDouble(figure)).orElseThrow();
    }

    private static double childrenOf(NamedCsvRecord row) {
        return number(row, "Kidhome") + number(row, "Teenhome");
    }

    private static double spendOf(NamedCsvRecord row) {
        return sum(row, SPENT);
    }

    private static double ordersOf(NamedCsvRecord row) {
        return sum(row, List.of("NumWebPurchases", "NumCatalogPurchases", "NumStorePurchases"));
    }

    private static double sum(NamedCsvRecord row, List<String> columns) {
        return columns.stream().mapToDouble(column -> number(row, column)).sum();
    }

    private static double number(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}

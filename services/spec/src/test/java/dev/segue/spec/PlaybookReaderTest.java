package dev.segue.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.segmentation.strategy.Anniversary;
import dev.segue.segmentation.strategy.Cast;
import dev.segue.segmentation.strategy.Condition;
import dev.segue.segmentation.strategy.Exclusion;
import dev.segue.segmentation.strategy.FrequencyCap;
import dev.segue.segmentation.strategy.Momentary;
import dev.segue.segmentation.strategy.Occasion;
import dev.segue.segmentation.strategy.Offer;
import dev.segue.segmentation.strategy.Playbook;
import dev.segue.segmentation.strategy.Season;
import dev.segue.segmentation.strategy.Standing;
import dev.segue.segmentation.strategy.Strategy;
import dev.segue.segmentation.strategy.Variant;
import java.time.Duration;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookReaderTest {
    static final String SMALLEST = """
            segmentation: value
            cast:
              - {role: best, most: monetary}
              - {role: others}
            strategies:
              - id: thanks
                when: {entered: best}
                offer: {message: Thank you}
                channel: email
            """;

    @Test
    void whatIsLeftOutHasDefaults() {
        // When
        Playbook playbook = PlaybookReader.parse("value.yaml", SMALLEST);

        // Then
        assertThat(playbook)
                .isEqualTo(new Playbook(
                        "value",
                        "value",
                        1,
                        ZoneOffset.UTC,
                        new FrequencyCap(4, Duration.ofDays(30)),
                        Duration.ofDays(14),
                        new Cast(List.of(
                                new Cast.Part("best", new Cast.Pick.Most("monetary")),
                                new Cast.Part("others", new Cast.Pick.Rest()))),
                        List.of(),
                        List.of(new Strategy(
                                "thanks",
                                "thanks",
                                new Momentary.Entered("best"),
                                Condition.ALWAYS,
                                Offer.of(List.of(), List.of(), "Thank you"),
                                "email",
                                List.of(),
                                0,
                                null,
                                Duration.ofDays(30),
                                null,
                                Duration.ofDays(7),
                                null,
                                0.1))));
    }

    @Test
    void everyFieldIsRead() {
        // When
        Playbook playbook = PlaybookReader.parse("value.yaml", """
                version: 1
                segmentation: value
                title: What they are worth
                revision: 7
                time_zone: Europe/Oslo
                attribution: 30d
                cap: {most: 3, within: 7d}
                cast:
                  - {role: best, segment: value-1}
                  - {role: women, most: profile.gender=Female}
                  - {role: poor, least: profile.income}
                never:
                  - {where: {role: [best, poor]}, channels: [web], products: [wine]}
                strategies:
                  - id: thanks
                    title: Thanks
                    when: {left: best}
                    where:
                      role: poor
                      feature: frequency
                      above: 1.5
                      below: 9
                      trait: children
                      one_of: [2, 3]
                      all:
                        - {feature: csat, between: {low: 1, high: 3}}
                        - {trait: vip, is: true}
                      any: [{role: women}, {role: poor}]
                      not: {role: [best]}
                    offer:
                      push: [wine]
                      exclude: [meat]
                      recommend: 3
                      discount: 12.5
                      bundle: b
                      loyalty_tier: l
                      subscription: s
                      referral: r
                      payment_plan: p
                      survey: q
                      message: m
                    channel: email
                    variants:
                      - {id: plain}
                      - {id: other, offer: {discount: 5}, channel: sms}
                    priority: -3
                    group: status
                    cooldown: 12h
                    cap: {most: 1, within: PT36H}
                    expiry: 90s
                    consent: marketing
                    holdout: 0.25
                """);

        // Then
        Offer offer = new Offer(List.of("wine"), List.of("meat"), 3, 12.5, "b", "l", "s", "r", "p", "q", "m");
        assertThat(playbook)
                .isEqualTo(new Playbook(
                        "value",
                        "What they are worth",
                        7,
                        ZoneId.of("Europe/Oslo"),
                        new FrequencyCap(3, Duration.ofDays(7)),
                        Duration.ofDays(30),
                        new Cast(List.of(
                                new Cast.Part("best", new Cast.Pick.Named("value-1")),
                                new Cast.Part("women", new Cast.Pick.Most("profile.gender=Female")),
                                new Cast.Part("poor", new Cast.Pick.Least("profile.income")))),
                        List.of(new Exclusion(
                                new Condition.RoleIn(List.of("best", "poor")), List.of("web"), List.of("wine"))),
                        List.of(new Strategy(
                                "thanks",
                                "Thanks",
                                new Momentary.Left("best"),
                                new Condition.All(List.of(
                                        new Condition.RoleIn(List.of("poor")),
                                        new Condition.Above("frequency", 1.5),
                                        new Condition.Below("frequency", 9),
                                        new Condition.TraitIn("children", List.of("2", "3")),
                                        new Condition.Between("csat", 1, 3),
                                        new Condition.TraitIn("vip", List.of("true")),
                                        new Condition.Any(List.of(
                                                new Condition.RoleIn(List.of("women")),
                                                new Condition.RoleIn(List.of("poor")))),
                                        new Condition.Not(new Condition.RoleIn(List.of("best"))))),
                                offer,
                                "email",
                                List.of(
                                        new Variant("plain", offer, null),
                                        new Variant(
                                                "other",
                                                new Offer(
                                                        List.of("wine"),
                                                        List.of("meat"),
                                                        3,
                                                        5.0,
                                                        "b",
                                                        "l",
                                                        "s",
                                                        "r",
                                                        "p",
                                                        "q",
                                                        "m"),
                                                "sms")),
                                -3,
                                "status",
                                Duration.ofHours(12),
                                new FrequencyCap(1, Duration.ofHours(36)),
                                Duration.ofSeconds(90),
                                "marketing",
                                0.25))));
    }

    @Test
    void aVariantsOfferExcludesWhatTheStrategysDoesUnlessItSaysOtherwise() {
        // When
        Playbook playbook = PlaybookReader.parse(
                "v.yaml",
                SMALLEST.replace("{message: Thank you}", "{push: [wine], exclude: [beer], recommend: 2}")
                        + "    variants: [{id: a, offer: {bundle: b}}, {id: b, offer: {exclude: [], recommend: 0}}]");

        // Then
        assertThat(playbook.strategies().getFirst().variants())
                .extracting(Variant::offer)
                .containsExactly(
                        new Offer(List.of("wine"), List.of("beer"), 2, null, "b", null, null, null, null, null, null),
                        Offer.of(List.of("wine"), List.of(), null));
    }

    @Test
    void everyOccasionIsRead() {
        assertThat(occasion("entered: best")).isEqualTo(new Momentary.Entered("best"));
        assertThat(occasion("left: others")).isEqualTo(new Momentary.Left("others"));
        assertThat(occasion("first_purchase: true")).isEqualTo(new Momentary.FirstPurchase());
        assertThat(occasion("feedback: {nps_at_most: 6, csat_at_most: 2, complaint: true}"))
                .isEqualTo(new Momentary.NegativeFeedback(6, 2, true));
        assertThat(occasion("feedback: {complaint: true}")).isEqualTo(new Momentary.NegativeFeedback(null, null, true));
        assertThat(occasion("lapsing: {alive_below: 0.3}")).isEqualTo(new Standing.Lapsing(0.3));
        assertThat(occasion("overdue: 7d")).isEqualTo(new Standing.Overdue(Duration.ofDays(7)));
        assertThat(occasion("season: {from: 12-20, to: 01-06}"))
                .isEqualTo(new Season(MonthDay.of(12, 20), MonthDay.of(1, 6)));
        assertThat(occasion("reaches: {feature: frequency, value: 10}"))
                .isEqualTo(new Standing.Reaches("frequency", 10));
        assertThat(occasion("becomes: {trait: tier, value: 3}")).isEqualTo(new Standing.Becomes("tier", "3"));
        assertThat(occasion("anniversary: true")).isEqualTo(new Anniversary());
    }

    private static Occasion occasion(String when) {
        return PlaybookReader.parse("v.yaml", SMALLEST.replace("entered: best", when))
                .strategies()
                .getFirst()
                .when();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            version: 2                              | line 10: version must be 1, the only version of the format there is
            revision: 0                             | line 10: revision must be 1 or more, not 0
            time_zone: Atlantis                     | line 10: time_zone must be a time zone such as Europe/London or UTC, not 'Atlantis'
            cap: {most: 33, within: 7d}             | line 10: cap: most must be from 1 to 32, not 33
            cap: {most: 3, within: 0s}              | line 10: cap: within must be more than zero, not PT0S
            cap: {most: 3}                          | line 10: cap.within is missing
            never: [{channels: [web]}]              | line 10: never[0].where is missing
            never: [{where: {role: best}}]          | line 10: never[0]: channels or products must name what is left out
            never: [{where: {role: bets}, channels: [web]}] | line 10: never[0].where.role is 'bets', which is no role of the cast; did you mean best?
            nevr: []                                | line 10: nevr is not known; did you mean never?
            """)
    void whatIsWrongIsNamedWithFileLineAndField(String line, String message) {
        assertThatThrownBy(() -> PlaybookReader.parse("value.yaml", SMALLEST + line))
                .isInstanceOf(SpecException.class)
                .hasMessage("value.yaml, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {role: best, most: monetary}   | {role: best, most: money}           | line 3: cast[0].most is 'money', which is no feature; did you mean monetary?
            {role: best, most: monetary}   | {role: best, most: gender=Female}   | line 3: cast[0].most is 'gender=Female', which is no feature; there are recency_days
            {role: best, most: monetary}   | {role: best, most: visits, least: visits} | line 3: cast[0] must have one of most, least and segment, or none for the rest
            {role: best, most: monetary}   | {role: Best, most: visits}          | line 3: cast[0]: role must be lower-case letters, digits and hyphens
            {role: best, most: monetary}   | {role: best}                        | line 3: cast must have role best last, as it takes all segments that are left
            {role: others}                 | {role: best, most: visits}          | line 3: cast names role best twice
            {role: others}                 | {role: b, segment: v-1}\\n  - {role: c, segment: v-1} | line 3: cast gives segment v-1 to b and to c; only the first gets it
            when: {entered: best}          | when: {left: best}\\n    where: {role: best} | line 8: strategies[0]: where never holds for who left best, and so has another role or none then
            when: {entered: best}          | when: {overdue: 0d}\\n    where: {role: best, not: {role: best}} | line 8: strategies[0]: where never holds as no role is what it asks for
            {role: others}                 | {most: visits}                      | line 4: cast[1].role is missing; it must be a text
            id: thanks                     | id: Thanks                          | line 6: strategies[0]: id must be lower-case letters
            when: {entered: best}          | when: {entered: bset}               | line 7: strategies[0].when.entered is 'bset', which is no role of the cast; did you mean best?
            when: {entered: best}          | when: {enters: best}                | line 7: strategies[0].when.enters is not known; did you mean entered
            when: {entered: best}          | when: {}                            | line 7: strategies[0].when must have exactly one of entered, left, first_purchase
            when: {entered: best}          | when: {entered: best, overdue: 7d}  | line 7: strategies[0].when must have exactly one of
            when: {entered: best}          | when: {first_purchase: false}       | line 7: strategies[0].when.first_purchase must be true, or left out
            when: {entered: best}          | when: {feedback: {}}                | line 7: strategies[0].when.feedback: feedback must have at least one of
            when: {entered: best}          | when: {feedback: {nps_at_most: 11}} | line 7: strategies[0].when.feedback: nps_at_most must be from 0 to 10, not 11
            when: {entered: best}          | when: {lapsing: {alive_below: 1}}   | line 7: strategies[0].when.lapsing: alive_below must be more than 0 and less than 1
            when: {entered: best}          | when: {overdue: soon}               | line 7: strategies[0].when.overdue must be a duration
            when: {entered: best}          | when: {season: {from: 12-20}}       | line 7: strategies[0].when.season.to is missing; it must be a month and a day such as 12-24
            when: {entered: best}          | when: {season: {from: 13-20, to: 01-02}} | line 7: strategies[0].when.season.from must be a month and a day such as 12-24, not '13-20'
            when: {entered: best}          | when: {reaches: {feature: visit, value: 3}} | line 7: strategies[0].when.reaches.feature is 'visit', which is no feature; did you mean visits?
            when: {entered: best}          | when: {reaches: {feature: profile.tier=gold, value: 1}} | line 7: strategies[0].when.reaches.feature is 'profile.tier=gold', a level of a text and no number; it would be becomes: {trait: tier, value: gold}
            when: {entered: best}          | when: {becomes: {trait: tier}}      | line 7: strategies[0].when.becomes.value is missing
            when: {entered: best}          | where: {role: best}                 | line 6: strategies[0].when is missing
            offer: {message: Thank you}    | offer: {}                           | line 8: strategies[0].offer: offer must have at least one of push
            offer: {message: Thank you}    | offer: {push: [a], exclude: [a]}    | line 8: strategies[0].offer: exclude must not name a, which push names
            offer: {message: Thank you}    | offer: {recommend: 21}              | line 8: strategies[0].offer: recommend must be 0 to 20 products, not 21
            offer: {message: Thank you}    | offer: {discount: 0}                | line 8: strategies[0].offer: discount must be more than 0
            offer: {message: Thank you}    | offer: {discout: 5, bundle: b}      | line 8: strategies[0].offer.discout is not known; did you mean discount?
            offer: {message: Thank you}    | title: T                            | line 6: strategies[0].offer is missing
            channel: email                 | channel: E-Mail                     | line 9: strategies[0]: channel must be a lower-case word
            channel: email                 | priority: 3                         | line 6: strategies[0].channel is missing; it must be a text
            """)
    void whatIsWrongFurtherInIsNamedToo(String right, String wrong, String message) {
        assertThatThrownBy(
                        () -> PlaybookReader.parse("value.yaml", SMALLEST.replace(right, wrong.replace("\\n", "\n"))))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("value.yaml, " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            where: {}                               | strategies[0].where must have at least one of role, feature, trait, all, any and not
            where: {feature: visits}                | strategies[0].where must have above, below or between with a feature
            where: {above: 3}                       | strategies[0].where must have a feature with above, below or between
            where: {feature: visit, above: 3}       | strategies[0].where.feature is 'visit', which is no feature; did you mean visits?
            where: {feature: profile.gender=Female, above: 0} | strategies[0].where.feature is 'profile.gender=Female', a level of a text and no number; it would be trait: gender with is: Female
            where: {feature: visits, above: many}   | strategies[0].where.above must be a number, not 'many'
            where: {feature: visits, between: {low: 3, high: 2}} | strategies[0].where.between: low must be at most high (2.0), not 3.0
            where: {trait: tier}                    | strategies[0].where must have a trait with one of is and one_of
            where: {is: gold}                       | strategies[0].where must have a trait with one of is and one_of
            where: {role: others}                   | strategies[0]: where never holds for who entered best, and so has this role then; name it, or no role
            where: {not: {any: [{role: best}, {trait: vip, is: true}]}} | strategies[0]: where never holds for who entered best
            where: {feature: visits, above: 10, below: 5} | strategies[0].where: visits would have to be above 10 and below 5, which no number is
            where: {feature: visits, above: 5, below: 5}  | strategies[0].where: visits would have to be above 5 and below 5
            where: {feature: csat, above: 3, all: [{feature: csat, between: {low: 1, high: 3}}]} | strategies[0].where: csat would have to be above 3 and from 1 to 3
            where: {any: []}                        | strategies[0].where: any must name at least one
            where: {any: [{role: nobody}]}          | strategies[0].where.any[0].role is 'nobody', which is no role of the cast; there are best, others
            where: {not: {role: [best, bst]}}       | strategies[0].where.not.role is 'bst', which is no role of the cast; did you mean best?
            where: {rol: best, feature: visits, above: 1} | strategies[0].where.rol is not known; did you mean role or all or not?
            cooldown: 999999999999d                 | strategies[0].cooldown must be a duration such as 90s, 15m, 12h, 7d or PT36H, of at most 36500d
            variants: [{id: a}]                     | strategies[0]: variants must be two to 10, or none, not 1
            variants: [{id: a}, {id: a}]            | strategies[0]: variants names a twice
            variants: [{id: a}, {offer: {bundle: b}}] | strategies[0].variants[1].id is missing
            variants: [{id: a}, {id: b, offer: {}}] | strategies[0].variants[1].offer must have what is other than in the strategy's offer, or be left out
            variants: [{id: a}, {id: b, offer: {discount: 0}}] | strategies[0].variants[1].offer: discount must be more than 0
            group: A group                          | strategies[0]: group must be lower-case letters
            cooldown: 3                             | strategies[0].cooldown must be a duration
            cap: {most: 0, within: 1d}              | strategies[0].cap: most must be from 1 to 32, not 0
            expiry: 0d                              | strategies[0]: expiry must be at least a minute, not PT0S
            expiry: PT0.0005S                       | strategies[0]: expiry must be at least a minute, not PT0.0005S
            consent: true                           | strategies[0].consent must be a text, such as 'true' in quotes
            holdout: 1                              | strategies[0]: holdout must be from 0 to less than 1, not 1.0
            hold_out: 0.1                           | strategies[0].hold_out is not known; did you mean holdout?
            """)
    void whatIsWrongWithAStrategyIsNamedToo(String line, String message) {
        assertThatThrownBy(() -> PlaybookReader.parse("value.yaml", SMALLEST + "    " + line))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("value.yaml, line 10: " + message);
    }

    @Test
    void allThatIsWrongIsToldAtOnceInTheOrderOfTheFile() {
        assertThatThrownBy(() -> PlaybookReader.parse("value.yaml", """
                        segmentation: value
                        caps: 3
                        cast:
                          - {role: best, most: money}
                        strategies:
                          - {id: a, when: {entered: bets}, offer: {discount: 200}, channel: email}
                          - {id: b, when: {lapsng: 1}, offer: {message: m}, channel: email, holdot: 1}
                        """))
                .isInstanceOfSatisfying(
                        SpecException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactly(
                                        "value.yaml, line 2: caps is not known; did you mean cap or cast?",
                                        "value.yaml, line 4: cast[0].most is 'money', which is no feature; did you mean monetary?",
                                        "value.yaml, line 6: strategies[0].when.entered is 'bets', which is no role of the cast; did you mean best?",
                                        "value.yaml, line 6: strategies[0].offer: discount must be more than 0 and at most 100 per cent, not 200.0",
                                        "value.yaml, line 7: strategies[1].when.lapsng is not known; did you mean lapsing?",
                                        "value.yaml, line 7: strategies[1].when must have exactly one of entered, left, first_purchase, feedback, lapsing, overdue, season, reaches, becomes, anniversary",
                                        "value.yaml, line 7: strategies[1].holdot is not known; did you mean holdout?"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{where: {role: best}, products: [wine]}",
                "{where: {role: [best, others]}, channels: [email]}",
                "{where: {not: {role: others}}, products: [fish, wine]}",
            })
    void refusesAStrategyThatIsKeptFromAllItIsFor(String never) {
        assertThatThrownBy(() -> PlaybookReader.parse("value.yaml", onlyWine("never: [%s]".formatted(never))))
                .hasMessage("value.yaml, line 6: strategies[0] never fires: to all whom it is for, never closes its"
                        + " channel or leaves out all that it pushes; change one of the two");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "never: [{where: {role: others}, products: [wine]}]",
                "never: [{where: {role: best, feature: visits, above: 3}, products: [wine]}]",
                "never: [{where: {role: best}, products: [fish], channels: [sms]}]",
                "    variants: [{id: a}, {id: b, offer: {recommend: 1}}]\nnever: [{where: {role: best}, products: [wine]}]",
            })
    void takesAStrategyThatIsKeptFromSomeOnly(String more) {
        assertThatCode(() -> PlaybookReader.parse("value.yaml", onlyWine(more))).doesNotThrowAnyException();
    }

    private static String onlyWine(String more) {
        return SMALLEST.replace("{message: Thank you}", "{push: [wine]}") + more;
    }

    @Test
    void refusesAStrategyNamedTwice() {
        assertThatThrownBy(() -> PlaybookReader.parse(
                        "value.yaml", SMALLEST + SMALLEST.substring(SMALLEST.indexOf("  - id: thanks"))))
                .hasMessageContaining("strategies names thanks twice");
    }

    @Test
    void saysWhichPlaybooksThereAreWhereAFileIsNotFound() {
        assertThatThrownBy(() -> PlaybookReader.read("no-such-file.yaml"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("cannot read the playbook no-such-file.yaml")
                .hasMessageContaining("value, life-stage, engagement, household, buying-habits, spending");
        assertThatThrownBy(() -> PlaybookReader.shipped("valeu"))
                .hasMessage("no playbook called 'valeu' is shipped; did you mean value?");
    }
}

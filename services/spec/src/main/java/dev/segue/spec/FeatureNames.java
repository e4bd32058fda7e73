package dev.segue.spec;

import dev.segue.segmentation.features.FeatureCatalogue;
import java.util.ArrayList;
import java.util.List;

/** Names of features, as they are written in a file. */
final class FeatureNames {
    private static final List<String> FAMILIES =
            List.of(FeatureCatalogue.CATEGORY_SHARE, FeatureCatalogue.CHANNEL_SHARE, FeatureCatalogue.PROFILE);

    private FeatureNames() {}

    /**
     * A name that must be there; one that is of no feature is noted with the nearest that are.
     *
     * @param instead what to write in place of a level of a text, which has no number by that name: its format, of the trait
     *     and the level
     */
    static String read(YamlFields fields, String field, String instead) {
        String name = fields.text(field);
        int equals = name.indexOf('=');
        if (name.startsWith(FeatureCatalogue.PROFILE) && equals > 0) {
            String trait = name.substring(FeatureCatalogue.PROFILE.length(), equals);
            fields.wrong(
                    field,
                    "is '%s', a level of a text and no number; it would be %s"
                            .formatted(name, instead.formatted(trait, name.substring(equals + 1))));
        } else if (!name.isEmpty() && !isKnown(name)) {
            fields.wrong(field, "is '%s', which is no feature; %s".formatted(name, hint(name)));
        }
        return name;
    }

    private static boolean isKnown(String name) {
        try {
            FeatureCatalogue.feature(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The nearest names; of a family the nearest prefix, as what follows is the shop's own. */
    private static String hint(String name) {
        List<String> names = new ArrayList<>();
        FeatureCatalogue.behaviourNames().forEach(names::add);
        names.addAll(FeatureCatalogue.predictedNames());
        int dot = name.indexOf('.');
        String own = dot < 0 || dot == name.length() - 1 ? "<name>" : name.substring(dot + 1);
        for (String family : FAMILIES) {
            names.add(family + own);
        }
        return Nearest.hint(name, names);
    }
}

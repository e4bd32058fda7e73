package dev.segue.cli.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Numbers of clusters to try.
 *
 * @param least the fewest, two or more
 * @param most the most, {@code least} or more
 */
record KRange(int least, int most) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})(?:\\.\\.(\\d{1,4}))?");

    /** Reads {@code 2..8}, or {@code 3} for that alone. */
    static final class Converter implements ITypeConverter<KRange> {
        @Override
        public KRange convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (matcher.matches()) {
                int least = Integer.parseInt(matcher.group(1));
                int most = matcher.group(2) == null ? least : Integer.parseInt(matcher.group(2));
                if (least >= 2 && most >= least) {
                    return new KRange(least, most);
                }
            }
            throw new TypeConversionException(
                    "'%s' is no range of numbers of clusters; write 2..8, or 3, with 2 as the least".formatted(text));
        }
    }
}

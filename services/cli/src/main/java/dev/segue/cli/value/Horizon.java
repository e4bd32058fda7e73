package dev.segue.cli.value;

import dev.segue.segmentation.value.PurchaseHistory;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How far ahead value is predicted.
 *
 * @param weeks greater than zero
 */
record Horizon(double weeks) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,5})([wd])");

    /** Reads {@code 39w} or {@code 273d}. */
    static final class Converter implements ITypeConverter<Horizon> {
        @Override
        public Horizon convert(String text) {
            Matcher matcher = TEXT.matcher(text);
            if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
                throw new TypeConversionException(
                        "'%s' must be weeks or days, such as 39w or 273d, 99999 of them at most".formatted(text));
            }
            double number = Double.parseDouble(matcher.group(1));
            return new Horizon(matcher.group(2).equals("w") ? number : number / PurchaseHistory.WEEK_DAYS);
        }
    }
}

package vn.trangtien.box.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import vn.trangtien.box.city.BrokerCut;

/** {@code broker-cut@20s:20s}: what, when after the start, for how long. */
final class FaultConverter implements ITypeConverter<BrokerCut> {

    private static final Pattern FORM = Pattern.compile("broker-cut@([^:]+):(.+)");

    @Override
    public BrokerCut convert(String typed) {
        Matcher form = FORM.matcher(typed);
        if (!form.matches()) {
            throw new TypeConversionException(
                    "'%s' is not a fault; write for example broker-cut@20s:20s (after 20 s, for 20 s) / hãy viết ví dụ broker-cut@20s:20s"
                            .formatted(typed));
        }
        return new BrokerCut(Spans.parse(form.group(1)), Spans.parse(form.group(2)));
    }
}

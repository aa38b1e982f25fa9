package vn.trangtien.kura.osgi;

import java.util.List;
import org.eclipse.kura.configuration.metatype.AD;
import org.eclipse.kura.configuration.metatype.Option;
import org.eclipse.kura.configuration.metatype.Scalar;
import org.jspecify.annotations.Nullable;
import vn.trangtien.drivers.DriverDescriptor.Channel;

/** The one property that a channel of an asset needs: which channel of the instrument it is. */
record ChannelAttribute(List<Option> options) implements AD {

    /** Name of the property. */
    static final String ID = "trangtien.channel";

    private record Choice(String label, String value) implements Option {
        @Override
        public String getLabel() {
            return label;
        }

        @Override
        public String getValue() {
            return value;
        }
    }

    static ChannelAttribute of(List<Channel> channels) {
        return new ChannelAttribute(channels.stream()
                .<Option>map(channel -> new Choice(
                        "%s – %s / %s (%s)"
                                .formatted(
                                        channel.name(),
                                        channel.title().vi(),
                                        channel.title().en(),
                                        channel.unit()),
                        channel.name()))
                .toList());
    }

    @Override
    public List<Option> getOption() {
        return options;
    }

    @Override
    public String getName() {
        return ID;
    }

    @Override
    public String getDescription() {
        return "Kênh của thiết bị / channel of the instrument";
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Scalar getType() {
        return Scalar.STRING;
    }

    @Override
    public int getCardinality() {
        return 0;
    }

    @Override
    public @Nullable String getMin() {
        return null;
    }

    @Override
    public @Nullable String getMax() {
        return null;
    }

    @Override
    public String getDefault() {
        return options.isEmpty() ? "" : options.get(0).getValue();
    }

    @Override
    public boolean isRequired() {
        return true;
    }
}

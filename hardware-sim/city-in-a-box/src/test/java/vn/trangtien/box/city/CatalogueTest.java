package vn.trangtien.box.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.ingest.channels.ChannelCatalogue;
import vn.trangtien.ingest.channels.ChannelSpec;

/** What the cloud holds of channels is what the drivers say of them; only here both are on one class path. */
class CatalogueTest {

    @Test
    void everyChannelOfEveryDriverIsInTheCatalogueWithItsUnitKindAndRange() {
        ChannelCatalogue catalogue = ChannelCatalogue.bundled();
        List<String> missing = new ArrayList<>();
        for (DriverDescriptor driver : DriverCatalog.installed().descriptors()) {
            for (DriverDescriptor.Channel channel : driver.channels()) {
                boolean there = catalogue
                        .find(channel.name(), channel.unit())
                        .map(ChannelCatalogue.Entry::spec)
                        .filter(spec -> covers(spec, channel))
                        .isPresent();
                if (!there) {
                    missing.add("%s: %s;%s;%s;%s;%s"
                            .formatted(
                                    driver.type(),
                                    channel.name(),
                                    channel.unit(),
                                    channel.kind(),
                                    channel.min(),
                                    channel.max()));
                }
            }
        }
        assertThat(missing).as("lines for channels/catalogue.csv of the ingest").isEmpty();
    }

    private static boolean covers(ChannelSpec spec, DriverDescriptor.Channel channel) {
        return spec.unit().equals(channel.unit())
                && spec.kind().name().equals(channel.kind().name())
                && spec.min() <= channel.min()
                && spec.max() >= channel.max();
    }
}

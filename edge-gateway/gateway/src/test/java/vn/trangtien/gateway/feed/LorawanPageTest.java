package vn.trangtien.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;

class LorawanPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

    @Test
    void theExampleOfThePageIsAGoodConfiguration() throws Exception {
        Path page = Path.of("../../docs/lorawan.md");
        Matcher example = EXAMPLE.matcher(Files.readString(page));
        assertThat(example.find()).isTrue();

        GatewayConfig config = new ConfigReader(DriverCatalog.installed()).read(page.toString(), example.group(1));

        assertThat(config.buses()).extracting(BusConfig::kind).containsExactly(BusKind.MQTT, BusKind.MQTT);
        assertThat(config.devices()).extracting(DeviceEntry::id).containsExactly("soil-3", "bin-7");
        assertThat(config.devices()).allMatch(device -> device.device().driver().equals("lorawan"));
    }
}

package vn.trangtien.kura.osgi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.eclipse.kura.channel.ChannelFlag;
import org.eclipse.kura.channel.ChannelRecord;
import org.eclipse.kura.configuration.metatype.AD;
import org.eclipse.kura.driver.Driver;
import org.eclipse.kura.type.DataType;
import org.eclipse.kura.type.TypedValues;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.Buses;

/** The adapter against Kura's own classes. */
class KuraDriverTest {

    private static final Map<String, Object> BME280 = Map.of(KuraDriver.DRIVER, "bme280", "bus", "i2c:1");

    @Test
    void theDescriptorOffersTheChannelsOfTheInstrument() {
        KuraDriver driver = driver();
        driver.activate(BME280);

        AD attribute = (AD) ((List<?>) driver.getChannelDescriptor().getDescriptor()).get(0);

        assertThat(attribute.getId()).isEqualTo(ChannelAttribute.ID);
        assertThat(attribute.getOption()).extracting("value").contains("temperature", "humidity", "pressure");
    }

    @Test
    void aPortThatIsNotThereIsAFailureOfEachRecordWithItsMessage() throws Exception {
        KuraDriver driver = driver();
        driver.activate(BME280);
        ChannelRecord record = ChannelRecord.createReadRecord("t", DataType.DOUBLE);
        record.setChannelConfig(Map.of(ChannelAttribute.ID, "temperature"));
        ChannelRecord unknown = ChannelRecord.createReadRecord("u", DataType.DOUBLE);
        unknown.setChannelConfig(Map.of());

        driver.read(List.of(record, unknown));

        assertThat(record.getChannelStatus().getChannelFlag()).isEqualTo(ChannelFlag.FAILURE);
        assertThat(record.getChannelStatus().getExceptionMessage()).isEqualTo("PORT_GONE: /dev/i2c-1 is not there");
        assertThat(record.getTimestamp()).isPositive();
        assertThat(unknown.getChannelStatus().getExceptionMessage()).contains(ChannelAttribute.ID);
        assertThatThrownBy(driver::connect)
                .isInstanceOf(Driver.ConnectionException.class)
                .hasMessageContaining("PORT_GONE");
    }

    @Test
    void whatCannotBeWrittenIsAFailure() throws Exception {
        KuraDriver driver = driver();
        driver.activate(BME280);
        ChannelRecord number = ChannelRecord.createWriteRecord("t", TypedValues.newDoubleValue(1));
        number.setChannelConfig(Map.of(ChannelAttribute.ID, "temperature"));
        ChannelRecord text = ChannelRecord.createWriteRecord("t", TypedValues.newStringValue("x"));
        text.setChannelConfig(Map.of(ChannelAttribute.ID, "temperature"));

        driver.write(List.of(number, text));

        assertThat(number.getChannelStatus().getExceptionMessage()).contains("cannot be written");
        assertThat(text.getChannelStatus().getExceptionMessage()).contains("a number, true or false");
    }

    @Test
    void wrongSettingsAreSaidOnEveryCall() {
        KuraDriver driver = driver();
        driver.activate(Map.of(KuraDriver.DRIVER, "bme280", "bus", "uart:/dev/x"));

        assertThatThrownBy(driver::connect)
                .isInstanceOf(Driver.ConnectionException.class)
                .hasMessageContaining("bus must be one of [i2c");

        driver.updated(BME280);
        assertThatThrownBy(driver::connect).hasMessageContaining("PORT_GONE");
        driver.deactivate();
    }

    @Test
    void listenersComeAndGo() throws Exception {
        KuraDriver driver = driver();
        driver.activate(BME280);

        driver.registerChannelListener(
                Map.of("+name", "t", "+value.type", "DOUBLE", ChannelAttribute.ID, "temperature"), event -> {});
        driver.unregisterChannelListener(event -> {});
        driver.deactivate();

        assertThatThrownBy(() -> driver.registerChannelListener(Map.of("+value.type", "DOUBLE"), event -> {}))
                .isInstanceOf(Driver.ConnectionException.class);
    }

    /** On a machine without any bus. */
    private static KuraDriver driver() {
        return new KuraDriver(bus -> (Buses) java.lang.reflect.Proxy.newProxyInstance(
                Buses.class.getClassLoader(), new Class<?>[] {Buses.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    throw new DeviceException(DeviceError.PORT_GONE, "/dev/i2c-1 is not there");
                }));
    }
}

package vn.trangtien.drivers.pi4j;

import com.pi4j.io.IOType;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import com.pi4j.plugin.linuxfs.LinuxFsPlugin;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import com.pi4j.plugin.linuxfs.provider.spi.LinuxFsSpiProvider;
import com.pi4j.provider.Provider;
import java.util.function.Function;

/**
 * The providers for real hardware: the kernel's I2C, SPI and PWM devices and libgpiod. Their native parts are built for ARM only;
 * on other machines the first use of a bus fails with {@code PORT_GONE}.
 */
public final class RaspberryPiProviders implements Function<IOType, Provider<?, ?, ?>> {

    @Override
    public Provider<?, ?, ?> apply(IOType type) {
        return switch (type) {
            case I2C -> LinuxFsI2CProvider.newInstance();
            case SPI -> LinuxFsSpiProvider.newInstance();
            case DIGITAL_INPUT -> GpioDDigitalInputProvider.newInstance();
            case DIGITAL_OUTPUT -> GpioDDigitalOutputProvider.newInstance();
            case PWM -> new KernelPwmProvider(LinuxFsPlugin.DEFAULT_PWM_FILESYSTEM_PATH);
            default ->
                throw new IllegalArgumentException(
                        "providers exist for I2C, SPI, DIGITAL_INPUT, DIGITAL_OUTPUT and PWM, but was asked for "
                                + type);
        };
    }
}

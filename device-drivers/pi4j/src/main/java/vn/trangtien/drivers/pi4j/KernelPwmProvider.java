package vn.trangtien.drivers.pi4j;

import com.pi4j.io.pwm.Pwm;
import com.pi4j.io.pwm.PwmConfig;
import com.pi4j.io.pwm.PwmProviderBase;
import com.pi4j.plugin.linuxfs.provider.pwm.LinuxFsPwmProvider;

/** Makes channels of the chip that their configuration names; Pi4J's own provider has one chip for all. */
final class KernelPwmProvider extends PwmProviderBase {

    private final String root;

    /** @param root folder with one folder for each chip */
    KernelPwmProvider(String root) {
        super("kernel-pwm", "PWM of the kernel, chip by configuration");
        this.root = root;
    }

    @Override
    public Pwm create(PwmConfig config) {
        String chip = config.properties().get(Pi4jPwmOut.CHIP);
        if (chip == null) {
            throw new IllegalArgumentException("a PWM configuration must name its chip as " + Pi4jPwmOut.CHIP);
        }
        LinuxFsPwmProvider kernel = LinuxFsPwmProvider.newInstance(root, Integer.parseInt(chip));
        kernel.initialize(context);
        return kernel.create(config);
    }
}

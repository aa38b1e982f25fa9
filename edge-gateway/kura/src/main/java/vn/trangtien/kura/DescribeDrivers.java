package vn.trangtien.kura;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.catalog.DriverCatalog;

/** Build step: writes component and form of every driver into {@code OSGI-INF}. */
public final class DescribeDrivers {

    private DescribeDrivers() {}

    /** @param arguments the folder */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path forms = Files.createDirectories(folder.resolve("metatype"));
        for (DriverDescriptor driver : DriverCatalog.installed().descriptors()) {
            Files.writeString(folder.resolve(driver.type() + ".xml"), Metatype.component(driver));
            Files.writeString(forms.resolve(Metatype.pid(driver) + ".xml"), Metatype.form(driver));
        }
    }
}

package vn.trangtien.kura;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.Parameter;
import vn.trangtien.drivers.catalog.DriverCatalog;

class MetatypeTest {

    static List<DriverDescriptor> drivers() {
        return DriverCatalog.installed().descriptors();
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everyDriverHasAFormWithItsBusAndAllItsParameters(DriverDescriptor driver) throws Exception {
        Document form = xml(Metatype.form(driver));
        Set<String> expected = new HashSet<>(Set.of(ComponentSettings.BUS));
        driver.parameters().stream().map(Parameter::name).forEach(expected::add);
        Set<String> found = new HashSet<>();
        for (int i = 0; i < form.getElementsByTagName("AD").getLength(); i++) {
            Element attribute = (Element) form.getElementsByTagName("AD").item(i);
            found.add(attribute.getAttribute("id"));
            assertThat(attribute.getAttribute("description")).isNotBlank();
        }

        assertThat(found).isEqualTo(expected);
        Element designate = (Element) form.getElementsByTagName("Designate").item(0);
        assertThat(designate.getAttribute("factoryPid")).isEqualTo(Metatype.pid(driver));
    }

    @ParameterizedTest
    @MethodSource("drivers")
    void everyDriverIsAComponentThatOffersBothInterfaces(DriverDescriptor driver) throws Exception {
        Document component = xml(Metatype.component(driver));

        assertThat(component.getDocumentElement().getAttribute("name")).isEqualTo("vn.trangtien.kura." + driver.type());
        assertThat(component.getElementsByTagName("provide").getLength()).isEqualTo(2);
    }

    @Test
    void theBuildStepWritesTwoFilesForEachDriver(@TempDir Path folder) throws Exception {
        DescribeDrivers.main(new String[] {folder.toString()});

        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(2 * drivers().size());
        }
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}

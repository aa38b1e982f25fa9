package vn.trangtien.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DriverFactory;

class EveryDriverHasAContractTest {

    @Test
    void noInstalledDriverIsWithoutItsContract() throws Exception {
        Set<String> installed = new TreeSet<>();
        for (DriverFactory factory : ServiceLoader.load(DriverFactory.class)) {
            installed.add(factory.descriptor().type());
        }

        assertThat(underContract())
                .as("drivers with a subclass of DriverContractTest")
                .containsExactlyElementsOf(installed);
    }

    private static Set<String> underContract() throws ReflectiveOperationException {
        Set<String> tested = new TreeSet<>();
        var classes = new ClassFileImporter().importPackages("vn.trangtien.sim");
        for (JavaClass each : classes) {
            if (each.isAssignableTo(DriverContractTest.class)
                    && !each.getModifiers().contains(JavaModifier.ABSTRACT)) {
                Constructor<?> constructor = each.reflect().getDeclaredConstructor();
                constructor.setAccessible(true);
                var test = (DriverContractTest) constructor.newInstance();
                tested.add(test.subject().device().driver());
            }
        }
        return tested;
    }
}

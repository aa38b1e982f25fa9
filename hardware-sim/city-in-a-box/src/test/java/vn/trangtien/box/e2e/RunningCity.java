package vn.trangtien.box.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import vn.trangtien.box.Progress;
import vn.trangtien.box.city.City;
import vn.trangtien.box.city.CityOptions;
import vn.trangtien.box.city.Closing;
import vn.trangtien.box.home.Ports;

/**
 * One city in this process for all tests that only use it, started when the first of them asks for it. It belongs to the session:
 * with several test processes each class is an execution of its own, and its end would be the end of the city.
 */
public final class RunningCity implements ParameterResolver {

    private record Shared(City city, Closing closing, Path home) implements AutoCloseable {

        static Shared start() {
            try {
                Path home = Files.createTempDirectory("city-");
                var closing = new Closing();
                var options = new CityOptions(
                        home,
                        Optional.empty(),
                        Ports.free(),
                        Optional.empty(),
                        CityOptions.USUAL_SPEED,
                        Optional.empty());
                return new Shared(City.start(options, closing, Progress.SILENT), closing, home);
            } catch (Exception e) {
                throw new IllegalStateException("the city for the tests does not start", e);
            }
        }

        @Override
        public void close() throws Exception {
            closing.close();
            try (Stream<Path> tree = Files.walk(home)) {
                List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == City.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(
                        ExtensionContext.StoreScope.LAUNCHER_SESSION,
                        ExtensionContext.Namespace.create(RunningCity.class))
                .computeIfAbsent(Shared.class, key -> Shared.start(), Shared.class)
                .city();
    }
}

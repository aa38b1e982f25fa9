package vn.trangtien.box.home;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Turns the log of this process to a city's file. Spring's own logging system is switched off: three contexts, one log. */
public final class Logs {

    private static final String CONFIGURATION = "/city-logback.xml";

    private Logs() {}

    /** Begins to log into that folder and returns the log file. */
    public static Path to(Path folder) {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("trangtien.logs", folder.toString());
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL configuration = Objects.requireNonNull(
                Logs.class.getResource(CONFIGURATION), "not on the class path: " + CONFIGURATION);
        try {
            configurator.doConfigure(configuration);
        } catch (JoranException e) {
            throw new IllegalStateException("the log configuration " + CONFIGURATION + " is not valid", e);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        return folder.resolve("city.log");
    }
}

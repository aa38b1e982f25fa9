package vn.trangtien.gateway.cli;

import java.util.List;
import java.util.Map;

/**
 * Where the program writes what happens: a service to the standard output, which is the journal and stamps the time itself;
 * another command only what is wrong, to the error stream. Has no effect where another logger than slf4j-simple is bound.
 */
final class Logging {

    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private Logging() {}

    /** To be called before anything has logged. */
    static void choose(List<String> arguments) {
        boolean service = !arguments.isEmpty() && arguments.get(0).equals("run");
        Map<String, String> settings = Map.of(
                "logFile", service ? "System.out" : "System.err",
                "defaultLogLevel", service ? "info" : "error",
                "showDateTime", "false",
                "showThreadName", "false",
                "showShortLogName", "true",
                "levelInBrackets", "true",
                "log.com.pi4j", service ? "warn" : "off",
                "log.com.digitalpetri", "warn");
        settings.forEach((name, value) -> {
            if (System.getProperty(PREFIX + name) == null) {
                System.setProperty(PREFIX + name, value);
            }
        });
    }
}

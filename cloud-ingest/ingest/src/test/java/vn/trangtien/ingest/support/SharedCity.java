package vn.trangtien.ingest.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** One ingest for all tests that leave no trace but gateways of their own; started by the first and stopped with the run. */
public final class SharedCity {

    /** With which the figures are read. */
    public static final String SCRAPE_TOKEN = "a-scrape-token-for-the-tests-only";

    private static City city;

    private SharedCity() {}

    public static synchronized City get() throws Exception {
        if (city == null) {
            Path folder = Files.createTempDirectory("shared-city");
            city = City.started(
                    folder,
                    Map.of(
                            "trangtien.scrape-token", SCRAPE_TOKEN,
                            "springdoc.api-docs.enabled", "true",
                            "trangtien.ingest.enrolment.attempts-per-minute", "1000",
                            "trangtien.ingest.enrolment.retry-after", "7s",
                            "trangtien.ingest.mqtt.answers-forgotten", "500ms"));
            Backends.get().closeFirst(city);
        }
        return city;
    }
}

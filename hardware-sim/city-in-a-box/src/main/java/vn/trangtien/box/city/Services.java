package vn.trangtien.box.city;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import vn.trangtien.box.embedded.EmbeddedDatabase;
import vn.trangtien.box.embedded.EmbeddedTimeSeries;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;

/**
 * Starts a service as a Spring context in this process, with what it would be told by its environment elsewhere. Settings are
 * handed over as command-line arguments, which win over a service's own file.
 */
final class Services {

    private final Infrastructure infrastructure;
    private final Ports ports;
    private final String serviceToken;

    Services(Infrastructure infrastructure, Ports ports, String serviceToken) {
        this.infrastructure = infrastructure;
        this.ports = ports;
        this.serviceToken = serviceToken;
    }

    ConfigurableApplicationContext egov(SpringApplication application) {
        return run(application, Port.EGOV, Map.of());
    }

    ConfigurableApplicationContext ingest(
            SpringApplication application, Path data, String timeSeriesPassword, String authorityPassphrase) {
        return run(
                application,
                Port.INGEST,
                Map.of(
                        "trangtien.ingest.enrolment.ca.passphrase",
                        authorityPassphrase,
                        "trangtien.ingest.enrolment.door.port",
                        Integer.toString(ports.number(Port.DOOR)),
                        "trangtien.ingest.data-dir",
                        data.toString(),
                        "trangtien.ingest.mqtt.host",
                        "127.0.0.1",
                        "trangtien.ingest.mqtt.port",
                        Integer.toString(ports.number(Port.MQTT)),
                        "trangtien.ingest.influx.url",
                        infrastructure.timeSeries().httpUrl(),
                        "trangtien.ingest.influx.token",
                        timeSeriesPassword,
                        "trangtien.ingest.questdb.url",
                        infrastructure.timeSeries().jdbcUrl(),
                        "trangtien.ingest.questdb.username",
                        EmbeddedTimeSeries.USER,
                        "trangtien.ingest.questdb.password",
                        timeSeriesPassword));
    }

    ConfigurableApplicationContext city(SpringApplication application, int acceleration) {
        return run(application, Port.CITY, Map.of("trangtien.city.acceleration", Integer.toString(acceleration)));
    }

    private ConfigurableApplicationContext run(SpringApplication application, Port port, Map<String, String> own) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", Integer.toString(ports.number(port)));
        settings.put("spring.datasource.url", infrastructure.database().jdbcUrl());
        settings.put("spring.datasource.username", EmbeddedDatabase.USER);
        settings.put("spring.datasource.password", infrastructure.database().password());
        settings.put("spring.kafka.bootstrap-servers", infrastructure.kafka().bootstrapServers());
        settings.put("trangtien.service-token", serviceToken);
        settings.put("trangtien.links.city", ports.url(Port.CITY));
        settings.put("trangtien.links.ingest", ports.url(Port.INGEST));
        settings.put("trangtien.links.egov", ports.url(Port.EGOV));
        settings.putAll(own);
        List<String> arguments = new ArrayList<>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        application.setRegisterShutdownHook(false);
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        return application.run(arguments.toArray(String[]::new));
    }
}

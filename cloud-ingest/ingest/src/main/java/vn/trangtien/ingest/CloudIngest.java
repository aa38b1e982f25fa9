package vn.trangtien.ingest;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The ingest as a Spring application; its settings are in {@code ingest.yaml}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class CloudIngest {

    /** The application, not yet started: for {@link #main} and for whoever runs several services in one process. */
    public static SpringApplication application() {
        var application = new SpringApplication(CloudIngest.class);
        application.setDefaultProperties(Map.of("spring.config.name", "ingest"));
        return application;
    }

    public static void main(String[] args) {
        application().run(args);
    }
}

package vn.trangtien.egov;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The e-government core as a program of its own. */
@SpringBootApplication
public class EgovCore {

    public static void main(String[] args) {
        application().run(args);
    }

    /** Named settings keep it apart from the other services when they share one class path. */
    public static SpringApplication application() {
        // A property of the application, not of the system: several services may start in one process.
        var application = new SpringApplication(EgovCore.class);
        application.setDefaultProperties(java.util.Map.of("spring.config.name", "egov"));
        return application;
    }
}

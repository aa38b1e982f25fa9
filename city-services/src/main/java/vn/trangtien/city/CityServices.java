package vn.trangtien.city;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The city services as one program. Settings are in {@code city.yaml}. */
@SpringBootApplication
@EnableScheduling
public class CityServices {

    /** An application that can be started in a JVM of its own or beside others; its settings are named {@code city}. */
    public static SpringApplication application() {
        return new SpringApplicationBuilder(CityServices.class)
                .properties("spring.config.name=city")
                .build();
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}

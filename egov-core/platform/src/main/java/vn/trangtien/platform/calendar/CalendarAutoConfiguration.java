package vn.trangtien.platform.calendar;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;

/** The work calendar, from the file that {@code trangtien.calendar.file} names. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
public class CalendarAutoConfiguration {

    @Bean
    WorkCalendar workCalendar(
            JdbcClient jdbc,
            Datasets datasets,
            @Value("${trangtien.calendar.file:classpath:platform/calendar.yaml}") Resource file) {
        var store = new CalendarStore(jdbc);
        datasets.load("calendar", file, CalendarStore.File.class, store::replace);
        return store.load();
    }
}

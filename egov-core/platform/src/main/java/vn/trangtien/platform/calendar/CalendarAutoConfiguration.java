package vn.trangtien.platform.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.Datasets;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.outbox.Outbox;

/** The work calendar, from the file that {@code trangtien.calendar.file} names and the lists that people confirmed. */
@AutoConfiguration(after = DatabaseAutoConfiguration.class)
public class CalendarAutoConfiguration {

    @Bean
    CalendarStore calendarStore(JdbcClient jdbc) {
        return new CalendarStore(jdbc);
    }

    @Bean
    HolidayRules holidayRules(
            @Value("${trangtien.calendar.rules:classpath:platform/holiday-rules.yaml}") Resource file) {
        return new HolidayRules(Datasets.read(file, HolidayRules.File.class));
    }

    @Bean
    Revised<DayBook> dayBook(
            JdbcClient jdbc,
            Datasets datasets,
            CalendarStore store,
            HolidayRules rules,
            @Value("${trangtien.calendar.file:classpath:platform/calendar.yaml}") Resource file) {
        datasets.load("calendar", file, CalendarStore.File.class, store::replace);
        return new Revised<>(jdbc, "calendar", () -> store.load(rules));
    }

    @Bean
    WorkCalendar workCalendar(Revised<DayBook> book, Organisation organisation, Clock clock) {
        return new WorkCalendar(book, code -> organisation.codesDownTo(code, LocalDate.now(clock)));
    }

    @Bean
    ReckonAnew reckonAnew(
            JdbcClient jdbc,
            TransactionOperations transactions,
            CalendarStore store,
            Clock clock,
            ObjectProvider<OpenDeadlines> owners) {
        return new ReckonAnew(
                jdbc,
                transactions,
                store,
                clock,
                () -> List.copyOf(owners.orderedStream().toList()));
    }

    @Bean
    YearLists yearLists(
            CalendarStore store,
            HolidayRules rules,
            Revised<DayBook> book,
            TransactionOperations transactions,
            Outbox outbox,
            AuditLog audit,
            Clock clock,
            ReckonAnew reckonAnew) {
        return new YearLists(store, rules, book, transactions, outbox, audit, clock, reckonAnew);
    }

    @Bean
    Closures closures(
            JdbcClient jdbc, TransactionOperations transactions, Revised<DayBook> book, AuditLog audit, Clock clock) {
        return new Closures(jdbc, transactions, book, audit, clock);
    }
}

package vn.trangtien.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.audit.AuditAutoConfiguration;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.AuditVerifier;
import vn.trangtien.platform.calendar.CalendarAutoConfiguration;
import vn.trangtien.platform.calendar.CalendarConfirmed;
import vn.trangtien.platform.calendar.CalendarDay;
import vn.trangtien.platform.calendar.Closure;
import vn.trangtien.platform.calendar.Closures;
import vn.trangtien.platform.calendar.OpenDeadlines;
import vn.trangtien.platform.calendar.WorkCalendar;
import vn.trangtien.platform.calendar.YearList;
import vn.trangtien.platform.calendar.YearLists;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.organisation.Organisation;
import vn.trangtien.platform.organisation.OrganisationAutoConfiguration;
import vn.trangtien.platform.organisation.OrganisationChanges;
import vn.trangtien.platform.organisation.Succession;
import vn.trangtien.platform.organisation.UnitChange;
import vn.trangtien.platform.organisation.people.Appointment;
import vn.trangtien.platform.organisation.people.Decision;
import vn.trangtien.platform.organisation.people.Delegation;
import vn.trangtien.platform.organisation.people.Ending;
import vn.trangtien.platform.organisation.people.OfficeAutoConfiguration;
import vn.trangtien.platform.organisation.people.Offices;
import vn.trangtien.platform.organisation.people.Person;
import vn.trangtien.platform.organisation.people.SigningVerdict;
import vn.trangtien.platform.outbox.OutboxAutoConfiguration;

/** The tree, its people and the calendar in a real database: nothing is overwritten, everything is in the log. */
class RecordsIT {

    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private static final List<Integer> RECKONED = new CopyOnWriteArrayList<>();

    private static ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        FlywayAutoConfiguration.class,
        DatabaseAutoConfiguration.class,
        AuditAutoConfiguration.class,
        OutboxAutoConfiguration.class,
        OrganisationAutoConfiguration.class,
        OfficeAutoConfiguration.class,
        CalendarAutoConfiguration.class
    })
    static class Platform {

        @Bean
        Clock clock() {
            return Clock.fixed(
                    TODAY.atTime(9, 0).atZone(DatabaseAutoConfiguration.ZONE).toInstant(),
                    DatabaseAutoConfiguration.ZONE);
        }

        @Bean
        OpenDeadlines deadlines() {
            return new OpenDeadlines() {
                @Override
                public String owner() {
                    return "test";
                }

                @Override
                public int reckonAnew(YearList confirmed) {
                    RECKONED.add(confirmed.year());
                    return 3;
                }
            };
        }
    }

    @BeforeAll
    static void start() {
        var application = new SpringApplication(Platform.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        context = application.run(
                "--spring.application.name=test",
                "--spring.flyway.enabled=false",
                "--spring.datasource.url=" + TestPostgres.url(TestPostgres.newDatabase()),
                "--spring.datasource.username=postgres");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aRenamingIsSeenAtOnceAndLeavesTheDataSetAlone() {
        Organisation organisation = context.getBean(Organisation.class);
        var changes = context.getBean(OrganisationChanges.class);
        var rename = new UnitChange.Alter("H57.IOC", TODAY, "Trung tâm Điều hành", "Operations Centre", "TTDH", "H57");

        assertThat(changes.record(rename, " ", "quan-tri")).isPresent();
        assertThat(changes.record(rename, "Quyết định 1/QĐ-UBND ngày 20/11/2026", "quan-tri"))
                .isEmpty();

        assertThat(organisation.find("H57.IOC", TODAY).map(unit -> unit.abbreviation()))
                .contains("TTDH");
        assertThat(organisation.find("H57.IOC", TODAY.minusDays(1)).map(unit -> unit.abbreviation()))
                .contains("HUEIOC");
        assertThat(count("platform.org_unit where code = 'H57.IOC'")).isOne();
        assertThat(changes.journal("H57.IOC")).extracting(AuditEntry::action).containsExactly("unit.altered");
    }

    @Test
    void somebodyDecidesWhoGetsTheWorkOfASplitUnit() {
        Organisation organisation = context.getBean(Organisation.class);
        assertThat(organisation.succession("H57.SLDTBXH", TODAY)).isInstanceOf(Succession.Split.class);

        assertThat(context.getBean(OrganisationChanges.class)
                        .record(
                                new UnitChange.Decide("H57.SLDTBXH", TODAY, "H57.SNV"),
                                "Quyết định 2/QĐ-UBND ngày 20/11/2026",
                                "quan-tri"))
                .isEmpty();

        assertThat(organisation.responsible("H57.SLDTBXH", TODAY).map(unit -> unit.code()))
                .contains("H57.SNV");
    }

    @Test
    void appointmentsAndDelegationsAreRowsThatOnlyGetEnds() {
        Offices offices = context.getBean(Offices.class);
        assertThat(offices.appoint(appointment("chu-tich", "a.chu"), "quan-tri"))
                .isEmpty();
        assertThat(offices.appoint(appointment("pho-chu-tich", "b.pho"), "quan-tri"))
                .isEmpty();
        assertThat(offices.appoint(appointment("chu-tich", "c.khac"), "quan-tri")
                        .get(0)
                        .in(Locale.ENGLISH))
                .contains("has been the head since");
        Appointment chair = holder(offices, "a.chu");
        Appointment vice = holder(offices, "b.pho");
        var decision = new Decision("5/GUQ-UBND", TODAY);

        assertThat(offices.delegate(
                        new Delegation(
                                0,
                                Delegation.Kind.KT,
                                chair.id(),
                                vice.id(),
                                null,
                                "đô thị",
                                Set.of("QĐ"),
                                TODAY,
                                TODAY.plusDays(9),
                                decision,
                                null),
                        "a.chu"))
                .isEmpty();
        assertThat(offices.signatories().judge("H57", TODAY, "b.pho", "QĐ")).isInstanceOf(SigningVerdict.May.class);

        Delegation given = offices.book().delegationsBy(chair.id()).get(0);
        var ending = new Ending(TODAY.minusDays(1), "không cần nữa", decision);
        assertThat(offices.revoke(given, ending, "a.chu")).isEmpty();
        assertThat(offices.revoke(given, ending, "a.chu")).isNotEmpty();
        assertThat(offices.signatories().judge("H57", TODAY, "b.pho", "QĐ")).isInstanceOf(SigningVerdict.MayNot.class);
        assertThat(offices.book().delegationsBy(chair.id())).hasSize(1);
        assertThat(context.getBean(OrganisationChanges.class).journal("H57"))
                .extracting(AuditEntry::action)
                .containsExactly("appointment.made", "appointment.made", "delegation.given", "delegation.revoked");
        assertThatThrownBy(() ->
                        jdbc().sql("update platform.delegation set scope = 'x'").update())
                .hasMessageContaining("delegation is append-only");
        assertThatThrownBy(() -> jdbc().sql("delete from platform.mandate_end").update())
                .hasMessageContaining("mandate_end is append-only");
    }

    @Test
    void aConfirmedYearIsInForceAnnouncedAndReckonedOnce() {
        YearLists lists = context.getBean(YearLists.class);
        WorkCalendar calendar = context.getBean(WorkCalendar.class);
        LocalDate bridge = LocalDate.parse("2028-04-28");
        assertThat(calendar.isListed(2028)).isFalse();
        assertThat(calendar.isWorkingDay(LocalDate.parse("2028-01-26"))).isFalse();
        var days = new ArrayList<>(lists.proposal(2028));
        days.add(new CalendarDay(bridge, CalendarDay.Kind.COMPENSATORY_OFF, "Hoán đổi", "exchanged", "TB 1", false));
        assertThat(lists.doubts(2028, days).stream().map(doubt -> doubt.in(Locale.ENGLISH)))
                .containsExactly("There are 1 exchanged days off but 0 made-up working days.");

        assertThatThrownBy(() -> lists.confirm(2028, days, "?", "quan-tri"))
                .hasMessageContaining("legal basis must have 5");
        YearList confirmed = lists.confirm(2028, days, "Thông báo 1/TB-BNV ngày 1/11/2027", "quan-tri");

        assertThat(calendar.isListed(2028)).isTrue();
        assertThat(calendar.isWorkingDay(bridge)).isFalse();
        assertThat(calendar.specialDays(2028)).hasSize(days.size()).allMatch(CalendarDay::confirmed);
        assertThat(lists.confirmed(2028)).contains(confirmed);
        assertThat(RECKONED).containsOnlyOnce(2028);
        assertThat(count("platform.calendar_reckoned where changed = 3")).isOne();
        String event = jdbc().sql("select payload from platform.outbox where topic = ? and key = '2028'")
                .param(CalendarConfirmed.TOPIC)
                .query(String.class)
                .single();
        assertThat(event).contains("\"year\":2028", "\"changed\":[\"2028-04-28\"]");
        assertThat(lists.journal(2028)).extracting(AuditEntry::action).containsExactly("calendar.confirmed");

        lists.confirm(2028, lists.proposal(2028), "Thông báo 2/TB-BNV (thay thế)", "quan-tri");
        assertThat(calendar.isWorkingDay(bridge)).isTrue();
        assertThat(lists.history(2028)).hasSize(2);
        assertThatThrownBy(
                        () -> jdbc().sql("delete from platform.calendar_list").update())
                .hasMessageContaining("calendar_list is append-only");
    }

    @Test
    void aClosureHoldsForItsUnitAndThoseBelowUntilItIsWithdrawn() {
        Closures closures = context.getBean(Closures.class);
        WorkCalendar calendar = context.getBean(WorkCalendar.class);
        LocalDate day = LocalDate.parse("2026-12-08");
        closures.record(new Closure("H57.PTDS", day, day, "bão", "storm", "Công điện 3/CĐ-UBND"), "quan-tri");

        assertThat(calendar.forUnit("H57.PTDS.VP").isWorkingDay(day)).isFalse();
        assertThat(calendar.forUnit("H57.SXD").isWorkingDay(day)).isTrue();
        assertThat(calendar.isWorkingDay(day)).isTrue();

        closures.withdraw(closures.of(2026).get(0), "bão đổi hướng", "quan-tri");
        assertThat(calendar.forUnit("H57.PTDS.VP").isWorkingDay(day)).isTrue();
        assertThat(count("platform.calendar_closure")).isOne();
    }

    @Test
    void theLogStaysWhole() {
        assertThat(context.getBean(AuditVerifier.class).verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    private static Appointment appointment(String post, String person) {
        LocalDate from = LocalDate.parse("2026-01-01");
        return new Appointment(
                0,
                "H57",
                post,
                new Person(person, "Họ " + person),
                Appointment.Standing.FULL,
                from,
                null,
                new Decision("1/NQ-HĐND", from),
                null);
    }

    private static Appointment holder(Offices offices, String person) {
        return offices.book().appointmentsOfPerson(person).get(0);
    }

    private static long count(String rows) {
        return jdbc().sql("select count(*) from " + rows).query(Long.class).single();
    }

    private static JdbcClient jdbc() {
        return context.getBean(JdbcClient.class);
    }
}

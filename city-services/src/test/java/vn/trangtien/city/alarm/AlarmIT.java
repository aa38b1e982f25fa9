package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import vn.trangtien.city.CityServices;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.SmallEgov;
import vn.trangtien.city.TestCity;
import vn.trangtien.city.TestClock;
import vn.trangtien.city.TestPostgres;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.GatewayStatus;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.cases.CaseEvent;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/**
 * Stands for the whole service on a real database, with a clock that is moved by hand; only Kafka's wire is left out. The
 * context is made once for all classes below, so each test has a gateway of its own.
 */
@SpringBootTest(
        classes = CityServices.class,
        properties = {"spring.config.name=city", "trangtien.city.tick=1h"})
@AutoConfigureMockMvc
@Import({TestCity.class, AlarmIT.Time.class})
abstract class AlarmIT {

    static final Instant START = Instant.parse("2026-11-22T14:00:00Z");
    static final SmallEgov EGOV = new SmallEgov();
    static final AtomicInteger GATEWAYS = new AtomicInteger();
    static final CurrentUser OPERATOR = new CurrentUser("truc-ban", "Nguyễn Thị Trực", Set.of(Role.OPERATOR), null);

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock(START);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        for (String setting : TestCity.settings(TestPostgres.newDatabase())) {
            String[] parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
        registry.add("trangtien.links.egov", EGOV::address);
    }

    @Autowired
    AlarmSeam kafka;

    @Autowired
    Alarms alarms;

    @Autowired
    AlarmActions actions;

    @Autowired
    AuditLog audit;

    @Autowired
    MockMvc browser;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlayedIngest ingest;

    @Autowired
    Clock clock;

    String gateway = "";
    Instant now = START;

    /** Each test has a river of its own; the clock only moves forward. */
    @BeforeEach
    void anotherRiver() {
        gateway = "river-" + GATEWAYS.incrementAndGet();
        now = clock.instant();
        EGOV.mood = SmallEgov.Mood.WELL;
        EGOV.requests.clear();
    }

    void flood(double... levels) {
        for (double level : levels) {
            now = now.plusSeconds(1);
            kafka.observations(List.of(level(level), after(Duration.ofMinutes(3), level)));
        }
    }

    void ebb() {
        now = now.plusSeconds(1);
        kafka.observations(List.of(level(0.4), after(Duration.ofMinutes(10), 0.4)));
    }

    /** Moves the clock on, past everything that was measured so far, and lets the engine look at it. */
    void later(Duration span) {
        if (now.isAfter(clock.instant())) {
            ((TestClock) clock).advance(Duration.between(clock.instant(), now));
        }
        ((TestClock) clock).advance(span);
        kafka.tick();
    }

    Observation level(double metres) {
        return observation(metres, "m", "GOOD", now);
    }

    Observation after(Duration span, double metres) {
        now = now.plus(span);
        return level(metres);
    }

    Observation observation(@Nullable Double value, String unit, String quality, Instant at) {
        return new Observation(river(), value, unit, quality, at, at, true);
    }

    Observation other(String asset, String channel, String unit) {
        return new Observation(new ChannelRef("hue", gateway, asset, channel), 1.0, unit, "GOOD", now, now, true);
    }

    ChannelRef river() {
        return new ChannelRef("hue", gateway, "river", "level");
    }

    GatewayStatus told(GatewayStatus.State state) {
        return new GatewayStatus("hue", gateway, state, clock.instant(), Map.of());
    }

    static CaseEvent caseEvent(UUID alarm, String state, Instant at) {
        return new CaseEvent(
                UUID.randomUUID().toString(),
                "01/2026/VV-VPPTDS",
                "alarm:" + alarm,
                state,
                "Văn phòng",
                LocalDate.of(2026, 11, 25),
                "http://127.0.0.1/cases/1",
                at);
    }

    List<AlarmView> own() {
        return alarms.list(java.util.Locale.forLanguageTag("vi")).open().stream()
                .filter(alarm -> alarm.gateway().equals("hue/" + gateway))
                .toList();
    }

    AlarmView only() {
        assertThat(own()).hasSize(1);
        return own().get(0);
    }

    AlarmView.Case aCase() {
        AlarmView.Case found = only().aCase();
        assertThat(found).isNotNull();
        return found;
    }

    List<String> kinds(AlarmView alarm) {
        return alarms.history(alarm.id()).stream().map(AlarmView.Line::kind).toList();
    }

    List<AuditEntry> audited(UUID id) {
        return audit.history("alarm:" + id);
    }

    static RequestPostProcessor operator() {
        return as(OPERATOR);
    }

    static RequestPostProcessor official() {
        return as(new CurrentUser("can-bo", "Cán bộ", Set.of(Role.OFFICIAL), "H57.PTDS.VP"));
    }

    static RequestPostProcessor as(CurrentUser user) {
        return authentication(UsernamePasswordAuthenticationToken.authenticated(
                user,
                null,
                user.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList()));
    }
}

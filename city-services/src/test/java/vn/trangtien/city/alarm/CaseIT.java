package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.trangtien.city.SmallEgov;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.cases.CaseEvent;

/** From an alarm to a case of egov-core, with the ways in which that goes wrong. */
class CaseIT extends AlarmIT {

    @Test
    void aCaseIsOpenedForTheResponsibleUnit() throws Exception {
        flood(2.3);
        UUID id = only().id();

        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                .andExpect(redirectedUrl("/alarms"));

        assertThat(EGOV.requests).singleElement().satisfies(request -> {
            assertThat(request.idempotencyKey()).isEqualTo("alarm:" + id);
            assertThat(request.kind()).isEqualTo("FLOOD");
            assertThat(request.unitCode()).isEqualTo("H57.PTDS.VP");
            assertThat(request.title()).contains("Báo động II").hasSizeLessThanOrEqualTo(200);
            assertThat(request.description())
                    .contains("2,3 m", "05/2020/QĐ-TTg", "mô phỏng")
                    .hasSizeLessThanOrEqualTo(4_000);
            assertThat(request.sourceLink()).endsWith("/alarms/" + id);
            assertThat(request.requestedBy()).isEqualTo("truc-ban");
        });
        assertThat(EGOV.authorizations).last().isEqualTo("Bearer a-service-token-for-tests-only");
        assertThat(aCase().state()).isEqualTo("OPEN");
        assertThat(audited(id)).extracting(AuditEntry::action).containsExactly("alarm.case-opened");
        browser.perform(get("/alarms").with(operator()))
                .andExpect(content().string(org.hamcrest.Matchers.containsString(aCase().number())));
    }

    @Test
    void whileEgovIsAwayTheOperatorIsToldWhatToDoAndNothingIsKept() throws Exception {
        flood(2.3);
        UUID id = only().id();
        EGOV.mood = SmallEgov.Mood.BUSY;

        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                .andExpect(status().isServiceUnavailable())
                .andExpect(
                        content().string(org.hamcrest.Matchers.containsString("bấm nhiều lần vẫn chỉ có một hồ sơ")));
        assertThat(only().aCase()).isNull();
        assertThat(audited(id)).isEmpty();

        EGOV.mood = SmallEgov.Mood.WELL;
        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                .andExpect(redirectedUrl("/alarms"));
        assertThat(only().aCase()).isNotNull();
    }

    @Test
    void aRefusalIsToldAsARefusal() throws Exception {
        flood(2.3);
        EGOV.mood = SmallEgov.Mood.REFUSES;

        browser.perform(post("/alarms/{id}/case", only().id()).with(operator()).with(csrf()))
                .andExpect(status().isBadGateway())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("từ chối")));
    }

    @Test
    void anAnswerThatGotLostDoesNotMakeASecondCase() throws Exception {
        flood(2.3);
        UUID id = only().id();
        int before = EGOV.caseCount();
        EGOV.mood = SmallEgov.Mood.LOSES_ANSWER;
        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                .andExpect(status().isServiceUnavailable());

        EGOV.mood = SmallEgov.Mood.WELL;
        for (int i = 0; i < 3; i++) {
            browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                    .andExpect(redirectedUrl("/alarms"));
        }

        assertThat(EGOV.caseCount()).isEqualTo(before + 1);
        assertThat(audited(id)).hasSize(1);
        assertThat(kinds(only())).containsOnlyOnce("CASE_OPENED");
    }

    @Test
    void aCaseThatIsClosedShowsOnItsAlarmAndAnOlderEventDoesNotReopenIt() throws Exception {
        flood(2.3);
        UUID id = only().id();
        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()));
        CaseEvent opened = caseEvent(id, "OPEN", START);
        CaseEvent closed = caseEvent(id, "CLOSED", START.plusSeconds(900));

        kafka.cases(List.of(closed));
        kafka.cases(List.of(opened, closed));

        assertThat(aCase().state()).isEqualTo("CLOSED");
        assertThat(kinds(only())).containsExactly("RAISED", "CASE_OPENED", "CASE_CLOSED");
    }

    @Test
    void aCaseThatKafkaTellsBeforeTheAnswerIsStillOpenedByTheOperator() throws Exception {
        flood(2.3);
        UUID id = only().id();
        kafka.cases(List.of(caseEvent(id, "CLOSED", START.plusSeconds(900))));

        browser.perform(post("/alarms/{id}/case", id).with(operator()).with(csrf()))
                .andExpect(redirectedUrl("/alarms"));

        assertThat(aCase().state()).isEqualTo("CLOSED");
        assertThat(audited(id)).hasSize(1);
    }

    @Test
    void eventsOfForeignCasesAreNoConcernOfOurs() {
        kafka.cases(List.of(
                new CaseEvent("1", "9/2026", "report:12", "OPEN", "x", LocalDate.of(2026, 12, 1), "x", START),
                new CaseEvent("2", "9/2026", "alarm:not-a-uuid", "OPEN", "x", LocalDate.of(2026, 12, 1), "x", START),
                caseEvent(UUID.randomUUID(), "OPEN", START)));
    }
}

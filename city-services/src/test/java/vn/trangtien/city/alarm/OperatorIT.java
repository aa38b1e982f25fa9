package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.platform.audit.AuditEntry;

/** What an operator does and sees, over HTTP. */
class OperatorIT extends AlarmIT {

    @Test
    void acknowledgingSaysWhoAndWhenAndIsAudited() throws Exception {
        flood(2.3);
        UUID id = only().id();

        browser.perform(post("/alarms/{id}/acknowledge", id)
                        .param("note", "  đã gọi trạm  ")
                        .with(operator())
                        .with(csrf()))
                .andExpect(status().is3xxRedirection())
                .andExpect(redirectedUrl("/alarms"));

        AlarmView alarm = only();
        assertThat(alarm.phase()).isEqualTo("ACK");
        assertThat(alarm.acknowledgedBy()).isEqualTo("Nguyễn Thị Trực");
        assertThat(alarm.acknowledgement()).isEqualTo("đã gọi trạm");
        assertThat(audited(id))
                .extracting(AuditEntry::action, AuditEntry::actor)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("alarm.acknowledged", "truc-ban"));
    }

    @Test
    void acknowledgingTwiceIsOneDeed() throws Exception {
        flood(2.3);
        UUID id = only().id();
        for (int i = 0; i < 2; i++) {
            browser.perform(post("/alarms/{id}/acknowledge", id)
                            .with(operator())
                            .with(csrf()))
                    .andExpect(status().is3xxRedirection());
        }

        assertThat(audited(id)).hasSize(1);
        assertThat(kinds(only())).containsExactly("RAISED", "ACKNOWLEDGED");
    }

    @Test
    void anAlarmThatBecameGraverMeanwhileIsNotAcknowledgedUnseen() throws Exception {
        flood(2.3);
        UUID id = only().id();
        flood(3.6);

        browser.perform(post("/alarms/{id}/acknowledge", id)
                        .param("level", "2")
                        .with(operator())
                        .with(csrf()))
                .andExpect(status().isConflict())
                .andExpect(content().string(org.hamcrest.Matchers.containsString("vừa tăng cấp")));

        assertThat(only().phase()).isEqualTo("UNACK");
        assertThat(audited(id)).isEmpty();
    }

    @Test
    void onlyAnOperatorWithATokenMayAct() throws Exception {
        flood(2.3);
        UUID id = only().id();

        browser.perform(post("/alarms/{id}/acknowledge", id).with(operator())).andExpect(status().isForbidden());
        browser.perform(post("/alarms/{id}/acknowledge", id).with(official()).with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post("/alarms/{id}/case", id).with(official()).with(csrf()))
                .andExpect(status().isForbidden());
        browser.perform(post("/alarms/{id}/acknowledge", id).with(csrf()))
                .andExpect(
                        result -> assertThat(result.getResponse().getStatus()).isIn(302, 303, 401, 403));
        assertThat(only().phase()).isEqualTo("UNACK");
    }

    @Test
    void anOfficialSeesTheListWithoutButtons() throws Exception {
        flood(2.3);

        String page = browser.perform(get("/alarms").with(official()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(page).contains("Báo động II").doesNotContain("data-action=\"acknowledge\"");
    }

    @Test
    void anAlarmThatDoesNotExistIsNotFound() throws Exception {
        browser.perform(get("/alarms/{id}", UUID.randomUUID()).with(operator())).andExpect(status().isNotFound());
        browser.perform(get("/api/alarms/{id}", UUID.randomUUID()).with(operator()))
                .andExpect(status().isNotFound());
        browser.perform(post("/alarms/{id}/case", UUID.randomUUID())
                        .with(operator())
                        .with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void whatADeviceCallsItselfIsEscaped() throws Exception {
        ingest.tell(new Ingest.Gateway(
                "hue", gateway, "<script>alert(1)</script>", 16.4, 107.5, "x", "ONLINE", START, START));
        flood(2.3);

        String json = browser.perform(get("/api/alarms").with(operator()))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        String page = browser.perform(get("/alarms/{id}", only().id()).with(operator()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);

        assertThat(JsonMapper.shared().readTree(json).get("open")).isNotEmpty();
        assertThat(page).doesNotContain("<script>alert");
    }

    @Test
    void theScreenShowsWhatItHasWhileTheIngestIsAway() throws Exception {
        flood(2.3);
        ingest.setAway(true);
        try {
            browser.perform(get("/").with(operator())).andExpect(status().isOk());
            String state = browser.perform(get("/api/screen/state").with(operator()))
                    .andExpect(status().isOk())
                    .andReturn()
                    .getResponse()
                    .getContentAsString(StandardCharsets.UTF_8);
            assertThat(JsonMapper.shared().readTree(state).get("missing")).hasSize(4);
            browser.perform(get("/api/screen/series").param("path", "hue/a/b/c").with(operator()))
                    .andExpect(status().isServiceUnavailable());
        } finally {
            ingest.setAway(false);
        }
    }

    @Test
    void aMalformedQuestionIsAnsweredWithTheRule() throws Exception {
        for (String path : List.of("x", "a/b/c", "a/b/c/d/e", "a//c/d")) {
            browser.perform(get("/api/screen/series").param("path", path).with(operator()))
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(org.hamcrest.Matchers.containsString("account/gateway/asset/channel")));
        }
        browser.perform(get("/api/screen/series")
                        .param("path", "a/b/c/d")
                        .param("minutes", "0")
                        .with(operator()))
                .andExpect(status().isBadRequest());
        browser.perform(get("/api/screen/pictures/nothex").with(operator())).andExpect(status().isBadRequest());
    }

    @Test
    void aPictureThatIsNoPictureIsNotShown() throws Exception {
        String html = ingest.picture("hue", gateway, "cam", "<html>".getBytes(StandardCharsets.UTF_8), START);
        String jpeg = ingest.picture("hue", gateway, "cam", PlayedIngest.street(64, 36, 1), START);

        browser.perform(get("/api/screen/pictures/{sha}", html).with(operator()))
                .andExpect(status().isNotFound());
        browser.perform(get("/api/screen/pictures/{sha}", jpeg).with(operator()))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/jpeg"));
    }
}

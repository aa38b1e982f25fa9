package vn.trangtien.city.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import vn.trangtien.city.PlayedCameras;
import vn.trangtien.city.PlayedIngest;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** Who may do what with cameras, and what is written down. Shares the service of the alarms' tests. */
class CameraAccessIT extends AlarmIT {

    private static final CurrentUser TECHNICIAN =
            new CurrentUser("ky-thuat", "Trần Kỹ Thuật", Set.of(Role.TECHNICIAN), null);
    private static final String DRAWN = "{\"view\":{\"hints\":[\"fire\"]},\"version\":1,\"push\":true}";

    @Autowired
    PlayedCameras played;

    @Autowired
    PlayedIngest pictures;

    @Test
    void aClearPictureComesByPostOnlyAndWhoLooksIsWrittenDownFirst() throws Exception {
        String name = clearPicture();

        browser.perform(get("/api/cameras/media/" + name).with(operator())).andExpect(status().isNotFound());
        browser.perform(get("/api/screen/pictures/" + name).with(operator())).andExpect(status().isNotFound());
        browser.perform(get("/api/cameras/clear/" + name).with(operator())).andExpect(status().is4xxClientError());
        browser.perform(post("/api/cameras/clear/" + name).with(operator())).andExpect(status().isForbidden());
        browser.perform(post("/api/cameras/clear/" + name).with(csrf()).with(as(TECHNICIAN)))
                .andExpect(status().isForbidden());
        assertThat(audit.history("object:" + name)).isEmpty();

        browser.perform(post("/api/cameras/clear/" + name).with(csrf()).with(operator()))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"));
        assertThat(audit.history("object:" + name))
                .extracting(AuditEntry::actor, AuditEntry::action)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("truc-ban", "picture.clear.seen"));
    }

    @Test
    void onlyTechniciansAndAdministratorsDrawAndItIsWrittenDown() throws Exception {
        played.desire("hue", gateway, "cameras:\n  - id: cam-1\n    source: rtsp://u:geheim@h/\n");
        String view = "/api/cameras/hue/" + gateway + "/cam-1/view";

        browser.perform(put(view)
                        .content(DRAWN)
                        .contentType(MediaType.APPLICATION_JSON)
                        .with(csrf())
                        .with(operator()))
                .andExpect(status().isForbidden());
        browser.perform(get("/cameras/hue/" + gateway + "/cam-1/draw").with(operator()))
                .andExpect(status().isForbidden());
        browser.perform(get("/cameras/objects").with(as(TECHNICIAN))).andExpect(status().isForbidden());

        String answer = browser.perform(put(view)
                        .content(DRAWN)
                        .contentType(MediaType.APPLICATION_JSON)
                        .with(csrf())
                        .with(as(TECHNICIAN)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(answer).contains("SAVED").doesNotContain("geheim");
        assertThat(played.desired("hue", gateway)).endsWith("geheim@h/\n    hints: [fire]\n");
        assertThat(audit.history("camera:hue/" + gateway + "/cam-1"))
                .extracting(AuditEntry::actor)
                .containsExactly("ky-thuat");

        browser.perform(put(view)
                        .content(DRAWN)
                        .contentType(MediaType.APPLICATION_JSON)
                        .with(csrf())
                        .with(as(TECHNICIAN)))
                .andExpect(status().isConflict());
    }

    private String clearPicture() {
        byte[] jpeg = PlayedIngest.street(64, 36, gateway.hashCode());
        String name = pictures.object(jpeg);
        played.tell(
                new ObjectSeen(
                        "hue",
                        gateway,
                        "cam-1",
                        "o-1",
                        "END",
                        "person",
                        0.9,
                        0.9,
                        new ObjectSeen.Area(0, 0, 1, 1),
                        List.of(),
                        List.of(),
                        false,
                        null,
                        null,
                        true,
                        false,
                        "ssd 1",
                        now,
                        now,
                        true),
                new CameraRecords.Media(name, "CLEAR", now, 64, 36, jpeg.length));
        return name;
    }
}

package vn.trangtien.platform.web;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import vn.trangtien.platform.identity.AccessRules;
import vn.trangtien.platform.identity.CurrentUser;
import vn.trangtien.platform.identity.Role;

/** A service as small as it can be, to see what the platform does for it. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({SampleApp.Pages.class, SampleApp.Api.class})
public class SampleApp {

    @Bean
    AccessRules rules() {
        return access -> access.path("/desk", "/desk/note")
                .roles(Role.OPERATOR)
                .path("/stream")
                .roles(Role.OPERATOR)
                .path("/broken")
                .anyone()
                .path(HttpMethod.POST, "/api/enrol")
                .machines()
                .path("/api/**")
                .roles(Role.SERVICE, Role.OPERATOR)
                .path("/")
                .signedIn();
    }

    /** Pages. */
    @Controller
    static class Pages {

        @GetMapping("/desk")
        String desk() {
            return "sample/desk";
        }

        @PostMapping("/desk/note")
        String note(jakarta.servlet.http.HttpServletResponse response) {
            Notes.leave(response, "shell.close");
            return "redirect:/desk";
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret text of an exception");
        }
    }

    /** Interfaces for programs. */
    @RestController
    static class Api {

        record Asked(
                @jakarta.validation.constraints.NotBlank String name) {}

        @GetMapping("/api/me")
        String me(CurrentUser user) {
            return user.id();
        }

        @GetMapping("/")
        String home(Optional<CurrentUser> user) {
            return user.map(CurrentUser::displayName).orElse("nobody");
        }

        @PostMapping("/api/asked")
        List<String> asked(@RequestBody @jakarta.validation.Valid Asked asked) {
            return List.of(asked.name());
        }

        @PostMapping("/api/enrol")
        String enrol() {
            return "enrolled";
        }

        @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter stream(CurrentUser user) throws java.io.IOException {
            var emitter = new SseEmitter(10_000L);
            emitter.send(SseEmitter.event().name("hello").data(user.id()));
            emitter.complete();
            return emitter;
        }
    }
}

package vn.trangtien.city.screen;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vn.trangtien.city.cameras.CameraViews;
import vn.trangtien.city.cameras.ClearLooks;
import vn.trangtien.city.cameras.DayCounts;
import vn.trangtien.city.cameras.ViewProblem;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.platform.identity.CurrentUser;

/** What the scripts of the camera pages read and write. */
@RestController
@RequestMapping("/api/cameras")
class CameraApi {

    private static final Logger LOG = LoggerFactory.getLogger(CameraApi.class);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @param problems what the gateway would refuse, in the language of the page; empty: nothing */
    record Checked(List<Told> problems, String yaml) {}

    /** @param list, index, field see {@link ViewProblem} */
    record Told(String list, int index, String field, String message) {}

    /** @param version that the drawing was made from */
    record Wish(@NotNull Map<String, Object> view, long version, boolean push) {}

    record Answer(
            CameraViews.Outcome outcome, String detail, List<Told> problems, CameraViews.@Nullable Drawing drawing) {}

    private final CameraStates states;
    private final CameraViews views;
    private final CameraRecords records;
    private final ClearLooks looks;
    private final DayCounts counts;
    private final MessageSource messages;

    CameraApi(
            CameraStates states,
            CameraViews views,
            CameraRecords records,
            ClearLooks looks,
            DayCounts counts,
            MessageSource messages) {
        this.states = states;
        this.views = views;
        this.records = records;
        this.looks = looks;
        this.counts = counts;
        this.messages = messages;
    }

    @GetMapping("/{account}/{gateway}/{camera}")
    CameraStates.Now now(
            @PathVariable String account, @PathVariable String gateway, @PathVariable String camera, Locale locale)
            throws IngestUnavailable {
        return states.now(account, gateway, camera, locale);
    }

    /** How much each counter of the camera has grown since midnight, by channel. */
    @GetMapping("/{account}/{gateway}/{camera}/today")
    Map<String, DayCounts.Count> today(
            @PathVariable String account, @PathVariable String gateway, @PathVariable String camera)
            throws IngestUnavailable {
        return counts.today(account + "/" + gateway + "/" + camera);
    }

    @GetMapping("/{account}/{gateway}/{camera}/view")
    CameraViews.Drawing view(@PathVariable String account, @PathVariable String gateway, @PathVariable String camera)
            throws IngestUnavailable {
        return views.of(account, gateway, camera);
    }

    @PostMapping("/{account}/{gateway}/{camera}/view/check")
    Checked check(
            @PathVariable String account,
            @PathVariable String gateway,
            @PathVariable String camera,
            @RequestBody Map<String, Object> view,
            Locale locale) {
        return new Checked(told(views.problems(account, gateway, camera, view), locale), views.yaml(view));
    }

    @PutMapping("/{account}/{gateway}/{camera}/view")
    ResponseEntity<Answer> save(
            @PathVariable String account,
            @PathVariable String gateway,
            @PathVariable String camera,
            @RequestBody @Valid Wish wish,
            CurrentUser user,
            Locale locale)
            throws IngestUnavailable {
        CameraViews.Saved saved = views.save(account, gateway, camera, wish.view(), wish.version(), wish.push(), user);
        HttpStatus status = switch (saved.outcome()) {
            case SAVED -> HttpStatus.OK;
            case CONFLICT -> HttpStatus.CONFLICT;
            case INVALID, UNSAFE, REFUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        return ResponseEntity.status(status)
                .body(new Answer(saved.outcome(), saved.detail(), told(saved.problems(), locale), saved.drawing()));
    }

    /** The newest picture of an object in which nobody can be recognised. */
    @GetMapping("/objects/{account}/{gateway}/{object}/picture")
    ResponseEntity<Resource> picture(
            @PathVariable String account, @PathVariable String gateway, @PathVariable String object)
            throws IngestUnavailable {
        Optional<String> best = records.object(account, gateway, object).stream()
                .flatMap(seen -> seen.media().stream())
                .filter(media -> media.isMasked() && !media.isFilm())
                .map(CameraRecords.Media::object)
                .findFirst();
        return best.isEmpty() ? ResponseEntity.notFound().build() : media(best.get());
    }

    /** A masked picture or film; browsers may ask for parts of it. */
    @GetMapping("/media/{sha256}")
    ResponseEntity<Resource> media(@PathVariable String sha256) throws IngestUnavailable {
        return shown(
                records.content(named(sha256)).filter(content -> !content.clear()),
                CacheControl.maxAge(Duration.ofDays(1)).cachePrivate().immutable());
    }

    /** A picture in which people can be recognised: by POST, so that nothing loads it by itself, and written down. */
    @PostMapping("/clear/{sha256}")
    ResponseEntity<Resource> clear(@PathVariable String sha256, CurrentUser user) throws IngestUnavailable {
        return shown(looks.look(named(sha256), user), CacheControl.noStore());
    }

    @ExceptionHandler
    ProblemDetail malformed(IllegalArgumentException malformed) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(malformed.getMessage()));
    }

    @ExceptionHandler
    ProblemDetail away(IngestUnavailable away) {
        LOG.warn("event=ingest-unavailable why=\"{}\"", away.getMessage());
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "the ingest does not answer; it is asked again with the next request");
    }

    private static String named(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("a picture is named by 64 hex digits, but was '" + sha256 + "'");
        }
        return sha256;
    }

    private static ResponseEntity<Resource> shown(Optional<CameraRecords.Content> content, CacheControl cache) {
        return content.filter(each -> each.film() || ScreenApi.isJpeg(each.bytes()))
                .map(each -> ResponseEntity.ok()
                        .contentType(each.film() ? MediaType.parseMediaType("video/mp4") : MediaType.IMAGE_JPEG)
                        .header("X-Content-Type-Options", "nosniff")
                        .cacheControl(cache)
                        .<Resource>body(new ByteArrayResource(each.bytes())))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }

    private List<Told> told(List<ViewProblem> problems, Locale locale) {
        return problems.stream()
                .map(problem -> new Told(
                        problem.list(),
                        problem.index(),
                        problem.field(),
                        messages.getMessage(
                                "draw.problem." + problem.rule(),
                                problem.values().toArray(),
                                locale)))
                .toList();
    }
}

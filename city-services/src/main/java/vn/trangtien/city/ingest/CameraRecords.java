package vn.trangtien.city.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ObjectSeen;

/** What the ingest keeps of cameras: objects, alerts, pictures and films. Thread-safe; every call waits for a bounded time. */
public interface CameraRecords {

    /**
     * Which objects; an empty text means any.
     *
     * @param camera {@code account/gateway/camera}
     * @param zone that an object entered
     * @param plate keyed hash of a number plate
     * @param from earliest beginning
     * @param before the beginning lies before this
     * @param after {@code account/gateway/object} with which the page before this one ended: objects that began at {@code before}
     *     and come after it are wanted too; empty on the first page
     * @param limit 1 to 1000
     */
    record Wanted(
            String camera,
            String label,
            String zone,
            String plate,
            Instant from,
            Instant before,
            String after,
            int limit) {}

    /**
     * A picture or film of an object.
     *
     * @param object its SHA-256, the name under which {@link #content} gives it
     * @param kind VIEW, OBJECT, CLIP, or CLEAR when persons can be recognised
     */
    record Media(String object, String kind, Instant takenAt, int width, int height, long bytes) {

        public boolean isFilm() {
            return kind.equals("CLIP");
        }

        /** Whether it may be shown without a word. What is not known to be masked is not. */
        public boolean isMasked() {
            return kind.equals("VIEW") || kind.equals("OBJECT") || kind.equals("CLIP");
        }
    }

    /** One object with everything that shows it, newest first. */
    record Seen(ObjectSeen seen, List<Media> media) {

        public Seen {
            media = List.copyOf(media);
        }
    }

    /**
     * @param began absent when only its end arrived
     * @param ended absent while it holds
     */
    record Alert(
            String account,
            String gateway,
            String camera,
            String id,
            String kind,
            String rule,
            @Nullable String object,
            @Nullable Double value,
            double confidence,
            String reason,
            String reasonVietnamese,
            @Nullable Instant began,
            @Nullable Instant ended,
            boolean simulated) {}

    /**
     * How a gateway's cameras stood when it last reported, in its own words.
     *
     * @param receivedAt when that report arrived
     * @param total cameras in its configuration
     * @param alive of these, those whose pictures arrive
     * @param limited of these, those that do less than was asked for
     * @param problems why, in English, a line for each reason: {@code cam-1, cam-2 and 5 more: …}
     * @param problemsVietnamese the same in Vietnamese
     */
    record Standing(
            String account,
            String gateway,
            Instant receivedAt,
            long total,
            long alive,
            long limited,
            List<String> problems,
            List<String> problemsVietnamese) {

        private static final Pattern MORE = Pattern.compile(" (and|và) \\d+ .*");

        public Standing {
            problems = List.copyOf(problems);
            problemsVietnamese = List.copyOf(problemsVietnamese);
        }

        /** {@code account/gateway}. */
        public String path() {
            return account + "/" + gateway;
        }

        /** Why, in the language of the reader. */
        public List<String> problems(Locale locale) {
            return locale.getLanguage().equals("en") || problemsVietnamese.isEmpty() ? problems : problemsVietnamese;
        }

        /** Why this camera does less; empty if no reason names it. A reason names the first three cameras only. */
        public String problemOf(String camera, Locale locale) {
            return problems(locale).stream()
                    .map(line -> line.split(": ", 2))
                    .filter(parts -> parts.length == 2
                            && List.of(MORE.matcher(parts[0]).replaceFirst("").split(", "))
                                    .contains(camera))
                    .map(parts -> parts[1])
                    .collect(Collectors.joining("; "));
        }
    }

    /** @param clear whether persons can be recognised: then each look must be written down */
    record Content(byte[] bytes, boolean film, boolean clear) {}

    /** What gateways say of their cameras; those without cameras are not in it. */
    List<Standing> standings() throws IngestUnavailable;

    /** Newest first. */
    List<ObjectSeen> objects(Wanted wanted) throws IngestUnavailable;

    /** Empty if it was never seen or is forgotten. */
    Optional<Seen> object(String account, String gateway, String object) throws IngestUnavailable;

    /** @param camera {@code account/gateway/camera}; newest first */
    List<Alert> alerts(String camera, boolean openOnly, int limit) throws IngestUnavailable;

    /** @param sha256 64 hex digits; empty if there is nothing of that name any more */
    Optional<Content> content(String sha256) throws IngestUnavailable;
}

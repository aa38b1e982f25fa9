package vn.trangtien.box.headless;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.home.ErrorLedger;

/**
 * A scripted operator: watches the alarm list, acknowledges what the river raises, and opens a case for it once. Works in a
 * thread of its own until the end; what fails is an error of the run.
 */
final class OperatorShift {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorShift.class);
    private static final long LOOK_MILLIS = 700;
    private static final String RIVER = "/river/level";

    private final Browser browser;
    private final String city;
    private final Thread thread;
    private volatile boolean over;
    private final AtomicInteger casesOpened = new AtomicInteger();
    private volatile Optional<String> openCase = Optional.empty();

    OperatorShift(Browser browser, String city) {
        this.browser = browser;
        this.city = city;
        this.thread = new Thread(this::work, "operator");
        thread.setDaemon(true);
    }

    /** Begins to watch; the browser must be signed in. */
    void start() {
        thread.start();
    }

    int casesOpened() {
        return casesOpened.get();
    }

    /** Page of the case that is open, as the operator's screen links it. */
    Optional<String> openCase() {
        return openCase;
    }

    private void work() {
        try {
            while (!over) {
                look();
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() throws InterruptedException {
        try {
            for (JsonNode alarm : river(browser, city)) {
                handle(alarm);
            }
        } catch (IOException e) {
            LOG.warn("operator cannot work: {}", e.getMessage());
            ErrorLedger.add("operator: " + e.getMessage());
        }
    }

    /** The open alarms of river gauges. */
    static Iterable<JsonNode> river(Browser browser, String city) throws IOException, InterruptedException {
        JsonNode list = JsonMapper.shared()
                .readTree(browser.get(URI.create(city + "/api/alarms")).html());
        Stream<JsonNode> open = StreamSupport.stream(list.path("open").spliterator(), false)
                .filter(alarm -> alarm.path("source").asString("").endsWith(RIVER));
        return open.toList();
    }

    private void handle(JsonNode alarm) throws IOException, InterruptedException {
        String id = alarm.path("id").asString();
        if (alarm.path("phase").asString("").endsWith("UNACK")) {
            press("/alarms/" + id + "/acknowledge", Map.of("note", "Đã đối chiếu với trạm lân cận"));
            LOG.info("operator alarm={} acknowledged", id);
        }
        JsonNode existing = alarm.path("aCase");
        if (existing.isObject()) {
            boolean open = existing.path("state").asString("").equals("OPEN");
            openCase = Optional.ofNullable(existing.path("link").asString(null)).filter(link -> open);
        } else {
            press("/alarms/" + id + "/case", Map.of());
            casesOpened.incrementAndGet();
            LOG.info("operator alarm={} case opened", id);
        }
    }

    /** Opens the list as a person would and sends the form that goes there. */
    private void press(String path, Map<String, String> fields) throws IOException, InterruptedException {
        Browser.Page page = browser.get(URI.create(city + "/alarms"));
        WebForm form = WebForm.posting(page.address(), page.html(), Pattern.compile(Pattern.quote(path) + "$"))
                .orElseThrow(() -> new IOException("the alarm list has no form for " + path));
        browser.submit(form, fields);
    }

    /** Ends the shift after what is being done now. */
    void end() throws InterruptedException {
        over = true;
        thread.join(TimeUnit.SECONDS.toMillis(30));
    }
}

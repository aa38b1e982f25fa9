package vn.trangtien.box.headless;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.city.BrokerCut;
import vn.trangtien.box.city.City;
import vn.trangtien.box.city.CityOptions;
import vn.trangtien.box.city.People;
import vn.trangtien.box.home.ErrorLedger;
import vn.trangtien.box.home.Port;
import vn.trangtien.gateway.view.GatewayStatusReport;

/**
 * Lets a city run for a while under a scripted operator and official, then lets it come to rest and takes the account.
 *
 * <p>To come to rest: gateways read no more, spools empty, nothing is in flight. Only then can messages be counted on both
 * sides.
 */
public final class HeadlessRun {

    private static final Logger LOG = LoggerFactory.getLogger(HeadlessRun.class);
    private static final Duration REST_LIMIT = Duration.ofSeconds(60);
    private static final Pattern CLOSE = Pattern.compile("^/cases/");

    private final City city;
    private final CityOptions options;
    private final Clock clock = Clock.systemUTC();

    public HeadlessRun(City city, CityOptions options) {
        this.city = city;
        this.options = options;
    }

    /**
     * Runs for that long and writes the account.
     *
     * @param startSeconds how long the city took to be ready
     */
    public Report run(Duration length, double startSeconds) throws IOException, InterruptedException {
        String screen = city.url(Port.CITY);
        var browser = new Browser();
        browser.signIn(screen, People.OPERATOR.account(), city.code(People.OPERATOR));
        long readingsBefore = Observations.count(city.kafka());
        long begun = System.nanoTime();
        Instant runBegun = clock.instant();

        var operator = new OperatorShift(browser, screen);
        Report.Latency latency;
        int interruptions;
        double seconds;
        long frames;
        try (ScreenWatch watch = ScreenWatch.open(browser, screen, clock)) {
            watch.countFrom(runBegun);
            operator.start();
            live(length, watch);
            seconds = (System.nanoTime() - begun) / 1e9;
            frames = city.simulated().cameraFrames();
            latency = watch.latency();
            interruptions = watch.interruptions();
        }
        operator.end();
        long readings = Observations.count(city.kafka()) - readingsBefore;
        int closed =
                operator.openCase().isPresent() && closeCase(operator.openCase().get()) ? 1 : 0;
        long alarms = alarmsSince(browser, screen, runBegun);

        long rss = city.rssMib();
        city.simulated().stopReading();
        JsonNode account = rest();
        return report(
                account,
                latency,
                new Measured(
                        startSeconds,
                        seconds,
                        rss,
                        readings,
                        frames,
                        alarms,
                        operator.casesOpened(),
                        closed,
                        interruptions));
    }

    /** What this run measured itself. */
    private record Measured(
            double startSeconds,
            double seconds,
            long rss,
            long readings,
            long frames,
            long alarms,
            int casesOpened,
            int casesClosed,
            int interruptions) {}

    private void live(Duration length, ScreenWatch watch) throws InterruptedException {
        if (options.brokerCut().isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(length.toMillis());
            return;
        }
        BrokerCut cut = options.brokerCut().get();
        TimeUnit.MILLISECONDS.sleep(cut.after().toMillis());
        city.simulated().cutBroker(true);
        TimeUnit.MILLISECONDS.sleep(cut.length().toMillis());
        city.simulated().cutBroker(false);
        // What was measured during the cut is late on purpose.
        watch.countFrom(clock.instant());
        Duration left = length.minus(cut.after()).minus(cut.length());
        TimeUnit.MILLISECONDS.sleep(Math.max(0, left.toMillis()));
    }

    private boolean closeCase(String link) throws InterruptedException {
        try {
            var official = new Browser();
            official.signIn(city.url(Port.EGOV), People.OFFICIAL.account(), city.code(People.OFFICIAL));
            Browser.Page page = official.get(URI.create(link));
            WebForm form = WebForm.posting(page.address(), page.html(), CLOSE)
                    .orElseThrow(() -> new IOException("the page of the case offers no way to close it: " + link));
            official.submit(form, Map.of("result", "Đã thông báo các phường ven sông và cho trực cầu Trường Tiền."));
            return true;
        } catch (IOException e) {
            LOG.warn("official cannot close the case: {}", e.getMessage());
            ErrorLedger.add("official: " + e.getMessage());
            return false;
        }
    }

    private long alarmsSince(Browser browser, String screen, Instant since) throws IOException, InterruptedException {
        JsonNode list = JsonMapper.shared()
                .readTree(browser.get(URI.create(screen + "/api/alarms")).html());
        long count = 0;
        for (String part : List.of("open", "ended")) {
            for (JsonNode alarm : list.path(part)) {
                Instant raised = Instant.parse(alarm.path("raisedAt").asString());
                count += raised.isBefore(since) ? 0 : 1;
            }
        }
        return count;
    }

    /** Waits until spools are empty and the account balances, and returns the last account in any case. */
    private JsonNode rest() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + REST_LIMIT.toNanos();
        JsonNode account = city.ingest().conservation();
        while (!(spoolsEmpty()
                        && account.path("conserved").asBoolean()
                        && account.path("inFlight").asLong() == 0)
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(250);
            account = city.ingest().conservation();
        }
        return account;
    }

    private boolean spoolsEmpty() {
        return spools().waiting() == 0;
    }

    private Report.Spools spools() {
        long appended = 0;
        long delivered = 0;
        long evicted = 0;
        long waiting = 0;
        for (GatewayStatusReport gateway : city.simulated().gateways()) {
            appended += gateway.spool().appended();
            delivered += gateway.spool().delivered();
            evicted += gateway.spool().evicted()
                    + gateway.spool().displaced()
                    + gateway.spool().rejected();
            waiting += gateway.spool().depth();
        }
        return new Report.Spools(appended, delivered, evicted, waiting);
    }

    private Report report(JsonNode account, Report.Latency latency, Measured run)
            throws IOException, InterruptedException {
        var rejected = new LinkedHashMap<String, Long>();
        account.path("rejected")
                .properties()
                .forEach(reason ->
                        rejected.put(reason.getKey(), reason.getValue().asLong()));
        Report.Spools spools = spools();
        boolean conserved = account.path("conserved").asBoolean()
                && account.path("inFlight").asLong() == 0
                && account.path("gaps").asLong() == 0
                && spools.waiting() == 0
                && spools.evicted() == 0;
        city.simulated().gateways().forEach(gateway -> {
            if (gateway.lost() > 0) {
                ErrorLedger.add("gateway %s could not keep %d messages: %s"
                        .formatted(gateway.gateway(), gateway.lost(), gateway.spoolProblem()));
            }
        });
        ErrorLedger.Errors errors = ErrorLedger.errors();
        return new Report(
                rounded(run.startSeconds),
                run.rss,
                city.ingest().gateways().size(),
                city.ingest().latest().size(),
                account.path("received").asLong(),
                account.path("stored").asLong(),
                account.path("duplicate").asLong(),
                rejected,
                account.path("inFlight").asLong(),
                conserved,
                account.path("gaps").asLong(),
                rounded(run.readings / run.seconds),
                run.frames,
                rounded(run.frames / run.seconds),
                city.simulated().objectsCounted(),
                run.alarms,
                run.casesOpened,
                run.casesClosed,
                latency,
                run.interruptions,
                spools,
                rounded(run.seconds),
                errors.count(),
                errors.first());
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

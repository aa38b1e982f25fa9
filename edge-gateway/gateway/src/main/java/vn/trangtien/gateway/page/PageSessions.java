package vn.trangtien.gateway.page;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Browsers that were let in from the network. In memory only: after a restart a new code is needed. Thread-safe. */
final class PageSessions {

    static final Duration LIFE = Duration.ofHours(8);
    private static final int MOST = 20;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int GUESSES_EACH = 5;
    private static final int GUESSES_ALL = 20;

    private final PageCodes codes;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> until = new LinkedHashMap<>();
    private final Map<String, Integer> guesses = new LinkedHashMap<>();
    private Instant windowEnds = Instant.MIN;
    private int allGuesses;

    PageSessions(PageCodes codes, Clock clock) {
        this.codes = codes;
        this.clock = clock;
    }

    /** What became of an attempt. */
    record Attempt(Optional<String> token, boolean tooMany) {}

    /** @param address whose guesses are counted */
    synchronized Attempt signIn(String address, String code) {
        if (isTooFast(address)) {
            return new Attempt(Optional.empty(), true);
        }
        if (!codes.redeem(code)) {
            return new Attempt(Optional.empty(), false);
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        if (until.size() >= MOST) {
            until.remove(until.keySet().iterator().next());
        }
        until.put(token, clock.instant().plus(LIFE));
        return new Attempt(Optional.of(token), false);
    }

    private boolean isTooFast(String address) {
        Instant now = clock.instant();
        if (!now.isBefore(windowEnds) || now.isBefore(windowEnds.minus(WINDOW))) {
            windowEnds = now.plus(WINDOW);
            guesses.clear();
            allGuesses = 0;
        }
        // Neither many addresses nor one can go on guessing; one that has had its share does not use up that of the
        // others.
        if (allGuesses >= GUESSES_ALL || guesses.getOrDefault(address, 0) >= GUESSES_EACH) {
            return true;
        }
        guesses.merge(address, 1, Integer::sum);
        allGuesses++;
        return false;
    }

    synchronized boolean isKnown(String token) {
        Instant end = until.get(token);
        Instant now = clock.instant();
        if (end == null || !now.isBefore(end) || now.isBefore(end.minus(LIFE))) {
            until.remove(token);
            return false;
        }
        return true;
    }

    synchronized void signOut(String token) {
        until.remove(token);
    }
}

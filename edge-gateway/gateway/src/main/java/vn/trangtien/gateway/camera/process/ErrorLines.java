package vn.trangtien.gateway.camera.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the child prints, in the parent's log: a few lines a minute, long ones cut, passwords of addresses hidden. */
final class ErrorLines implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger("video");
    private static final Pattern USER_INFO = Pattern.compile("://[^/\\s@]*@");
    private static final int PER_MINUTE = 30;
    private static final int LONGEST = 500;
    private static final long MINUTE = 60_000_000_000L;

    private final InputStream errors;
    private final LongSupplier nanos;
    private long minuteBegan;
    private int lines;
    private long hidden;

    ErrorLines(InputStream errors, LongSupplier nanos) {
        this.errors = errors;
        this.nanos = nanos;
        this.minuteBegan = nanos.getAsLong();
    }

    /** Until the child closes its end. */
    @Override
    public void run() {
        try (var reader = new BufferedReader(new InputStreamReader(errors, StandardCharsets.UTF_8))) {
            var line = new StringBuilder();
            for (int character = reader.read(); character >= 0; character = reader.read()) {
                if (character == '\n') {
                    log(line.toString());
                    line.setLength(0);
                } else if (line.length() < LONGEST) {
                    line.append((char) character);
                }
            }
        } catch (IOException e) {
            LOG.debug("the child's errors ended", e);
        }
    }

    private void log(String line) {
        long now = nanos.getAsLong();
        if (now - minuteBegan > MINUTE) {
            minuteBegan = now;
            lines = 0;
            if (hidden > 0) {
                LOG.info("lines-left-out={}", hidden);
                hidden = 0;
            }
        }
        if (lines++ < PER_MINUTE) {
            LOG.info("{}", withoutPasswords(line));
        } else {
            hidden++;
        }
    }

    static String withoutPasswords(String line) {
        return USER_INFO.matcher(line).replaceAll("://***@");
    }
}

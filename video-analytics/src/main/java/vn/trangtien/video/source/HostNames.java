package vn.trangtien.video.source;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Asks for the address of a host before FFmpeg does: FFmpeg's own question cannot be interrupted, and a name server that is
 * away keeps it for half a minute.
 */
final class HostNames {

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

    private HostNames() {}

    /** @throws VideoSourceException if the name is not known, or nobody says so in time */
    static void mustBeKnown(SourceAddress address, Duration timeout) throws VideoSourceException {
        String host = CameraCredentials.host(address.text());
        if (NUMBERS.matcher(host).matches()) {
            return;
        }
        var question = new FutureTask<>(() -> InetAddress.getAllByName(host));
        var thread = new Thread(question, "name-of-camera");
        thread.setDaemon(true);
        thread.start();
        try {
            question.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            boolean unknown = e.getCause() instanceof UnknownHostException;
            throw new VideoSourceException(
                    unknown ? SourceProblem.HOST_UNKNOWN : SourceProblem.UNREACHABLE, address, e.getCause());
        } catch (TimeoutException e) {
            throw new VideoSourceException(SourceProblem.HOST_UNKNOWN, address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VideoSourceException(SourceProblem.INTERRUPTED, address, e);
        }
    }
}

package vn.trangtien.city.ingest;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClientException;

/** What all calls to the ingest have in common: whatever is no usable answer is {@link IngestUnavailable}. */
final class Answers {

    private Answers() {}

    static <T> T of(String path, Supplier<? extends @Nullable T> call) throws IngestUnavailable {
        T answer;
        try {
            answer = call.get();
        } catch (RestClientException | IllegalArgumentException e) {
            throw new IngestUnavailable("ingest %s: no usable answer: %s".formatted(path, e.getMessage()), e);
        }
        if (answer == null) {
            throw new IngestUnavailable("ingest " + path + ": the answer is empty", new IllegalStateException(path));
        }
        return answer;
    }

    /** @throws RestClientException if the status tells of a failure */
    static void good(HttpStatusCode status) {
        if (!status.is2xxSuccessful()) {
            throw new RestClientException("status " + status.value());
        }
    }
}

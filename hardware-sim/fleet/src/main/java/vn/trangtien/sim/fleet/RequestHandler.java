package vn.trangtien.sim.fleet;

import java.util.List;
import java.util.function.Consumer;
import vn.trangtien.wire.KuraPayload;

/** One application of the gateway. Called on one of the few threads for requests. */
@FunctionalInterface
public interface RequestHandler {

    /**
     * A request as the gateway's framework hands it over.
     *
     * @param method GET, PUT, POST, DEL or EXEC
     * @param resource levels after the method
     * @param payload with all metrics
     * @param notifier publishes a notification of that type to the requester
     */
    record TwinRequest(String method, List<String> resource, KuraPayload payload, Notifier notifier) {

        public TwinRequest {
            resource = List.copyOf(resource);
        }

        boolean is(String wantedMethod, String... wantedResource) {
            return method.equals(wantedMethod) && resource.equals(List.of(wantedResource));
        }
    }

    /** Sends notifications. */
    @FunctionalInterface
    interface Notifier {
        void send(String type, KuraPayload payload);
    }

    /** A refusal with a code of its own; anything else that is thrown counts as 500. */
    final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final int code;

        public Refused(int code, String message) {
            super(message);
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /**
     * @return adds metrics and body to the answer, whose code is 200 unless a metric says otherwise
     * @throws Exception any; the framework turns it into a code
     */
    Consumer<KuraPayload.Builder> handle(TwinRequest request) throws Exception;
}

package vn.trangtien.platform.outbox;

import java.util.List;

/** Carries messages away. */
@FunctionalInterface
public interface OutboxSender {

    /**
     * Sends in the given order and returns when the receiver keeps all of them.
     *
     * @throws SendFailedException if it is not certain that all arrived; the caller sends the same list again later
     */
    void send(List<OutboxMessage> messages) throws SendFailedException;

    /** Not all messages arrived for certain. */
    final class SendFailedException extends Exception {

        private static final long serialVersionUID = 1L;

        public SendFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

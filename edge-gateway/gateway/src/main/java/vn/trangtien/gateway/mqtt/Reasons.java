package vn.trangtien.gateway.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a failure of the Paho library is about, whichever version of MQTT it speaks. */
public final class Reasons {

    private static final int DEEPEST = 16;

    private Reasons() {}

    /** One line: the innermost cause, with the code of the protocol or the library if it has one. */
    public static String text(Throwable failure) {
        List<Throwable> chain = chain(failure);
        Throwable innermost = chain.get(chain.size() - 1);
        String message = innermost.getMessage();
        String name = innermost.getClass().getSimpleName();
        OptionalInt code = ownCode(innermost);
        if (code.isPresent()) {
            return "%s (%d)".formatted(message, code.getAsInt());
        }
        return message == null ? name : name + ": " + message;
    }

    /** Code of the protocol or the library; empty if the failure has none. */
    public static OptionalInt code(Throwable failure) {
        return chain(failure).stream()
                .map(Reasons::ownCode)
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt ownCode(Throwable failure) {
        if (failure instanceof org.eclipse.paho.mqttv5.common.MqttException mqtt) {
            return OptionalInt.of(mqtt.getReasonCode());
        }
        if (failure instanceof org.eclipse.paho.client.mqttv3.MqttException mqtt) {
            return OptionalInt.of(mqtt.getReasonCode());
        }
        return OptionalInt.empty();
    }

    /** The failure and its causes, outermost first. */
    public static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable next = failure;
        while (next != null && chain.size() < DEEPEST && !chain.contains(next)) {
            chain.add(next);
            next = next.getCause();
        }
        return chain;
    }
}

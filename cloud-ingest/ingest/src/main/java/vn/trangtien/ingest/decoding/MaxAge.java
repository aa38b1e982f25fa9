package vn.trangtien.ingest.decoding;

import org.springframework.stereotype.Component;

/** Tells the decoders, which are pure functions of the whole process, how late a message may be. */
@Component
class MaxAge {

    MaxAge(DecodingProperties properties) {
        Plausibility.believe(properties.maxAge());
    }
}

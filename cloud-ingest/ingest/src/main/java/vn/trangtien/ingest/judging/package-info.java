/**
 * Which messages of the raw topic are new, which are repetitions and which cannot be understood: a Kafka Streams application from
 * the raw topic to the judged one, whose memory lives in Kafka and moves with its partitions. Whose the messages are and what they
 * mean is decided behind it, in {@code processing}; nothing here knows the database.
 */
@NullMarked
package vn.trangtien.ingest.judging;

import org.jspecify.annotations.NullMarked;

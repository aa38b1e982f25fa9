/**
 * What the ingest refused, so that a person can look at it, remove the cause and have it judged anew.
 *
 * <p>The letters themselves lie in Kafka and never expire; PostgreSQL knows where each lies and what people did with it. A letter
 * stands for one message of the raw topic, which was counted as rejected and stays so: to replay it is to receive a new message,
 * with its own place in the raw topic and its own verdict. Instants are UTC.
 */
@NullMarked
package vn.trangtien.ingest.deadletters;

import org.jspecify.annotations.NullMarked;

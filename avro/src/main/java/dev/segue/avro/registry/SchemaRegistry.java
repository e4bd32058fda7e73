package dev.segue.avro.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A schema registry with Confluent's API, through Confluent's own client. That client is redistributed, relocated, by
 * Apache Flink; no other class names its packages. Thread-safe; ids and schemas once seen are cached for good, and ids
 * that have none for some seconds, or a flood of records of such an id would become one of requests.
 */
public final class SchemaRegistry {
    private static final int CACHED_SCHEMAS = 1_000;

    /** So long an id that was denied is not asked for again. */
    static final Duration DENIED = Duration.ofSeconds(10);

    private static final int MOST_DENIED = 1_000;

    /** The API's own codes for what it does not have are 40401 to 40499; a bare 404 is from something else at the address. */
    private static final int NOT_FOUND_CODES = 404;

    /** How Confluent's client begins to say that it cannot read the schema it got; there is no type for it. */
    private static final String UNREADABLE = "Invalid schema ";

    private static final int HTTP_UNAUTHORIZED = 401;
    private static final int HTTP_FORBIDDEN = 403;
    private static final int HTTP_CONFLICT = 409;
    private static final int HTTP_UNPROCESSABLE = 422;

    /** For messages. */
    private final String url;

    private final SchemaRegistryClient client;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Integer, Denial> denied = new ConcurrentHashMap<>();

    private record Denial(UndecodableException why, long until) {}

    private SchemaRegistry(String url, SchemaRegistryClient client, LongSupplier nanoTime) {
        // Where a name and a password stand in it, they are nobody else's business.
        this.url = url.replaceAll("//[^/@,]*@", "//");
        this.client = client;
        this.nanoTime = nanoTime;
    }

    /**
     * A registry at an address. Nothing is sent yet.
     *
     * @param url base address of the Confluent-compatible API, or several with commas between them; {@code mock://name} is
     *     a registry in this process's memory
     * @param settings passed to Confluent's client as they are, for instance {@code basic.auth.credentials.source},
     *     {@code basic.auth.user.info}, {@code bearer.auth.token}, {@code schema.registry.ssl.truststore.location}
     */
    public static SchemaRegistry at(String url, Map<String, ?> settings) {
        return at(url, settings, System::nanoTime);
    }

    static SchemaRegistry at(String url, Map<String, ?> settings, LongSupplier nanoTime) {
        return new SchemaRegistry(
                url,
                SchemaRegistryClientFactory.newClient(
                        List.of(url.split(",")), CACHED_SCHEMAS, List.of(new AvroSchemaProvider()), settings, Map.of()),
                nanoTime);
    }

    /**
     * Registers a schema under a subject, or finds it there.
     *
     * @return its id
     * @throws SchemaRefusedException when the registry holds it to be incompatible or invalid
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public int register(String subject, Schema schema) {
        try {
            return client.register(subject, new AvroSchema(schema.toString()));
        } catch (RestClientException e) {
            if (e.getStatus() == HTTP_CONFLICT || e.getStatus() == HTTP_UNPROCESSABLE) {
                throw new SchemaRefusedException(
                        "the registry at %s refuses the schema of %s: %s".formatted(url, subject, e.getMessage()), e);
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /**
     * The schema of an id.
     *
     * @throws UndecodableException when the registry has none, or one that is not Avro's, or had so some seconds ago
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Denial denial = denied.get(id);
        if (denial != null && nanoTime.getAsLong() - denial.until < 0) {
            throw denial.why;
        }
        try {
            Schema schema = parsed(id, fetched(id));
            schemas.put(id, schema);
            return schema;
        } catch (UndecodableException e) {
            if (denied.size() >= MOST_DENIED) {
                denied.clear();
            }
            denied.put(id, new Denial(e, nanoTime.getAsLong() + DENIED.toNanos()));
            throw e;
        }
    }

    private ParsedSchema fetched(int id) {
        try {
            return client.getSchemaById(id);
        } catch (RestClientException e) {
            if (e.getErrorCode() / 100 == NOT_FOUND_CODES) {
                throw new UndecodableException(
                        UndecodableException.Reason.UNKNOWN_SCHEMA_ID,
                        "the registry at %s has no schema of id %d".formatted(url, id),
                        e);
            }
            throw unavailable(e);
        } catch (IOException e) {
            if (e.getMessage() != null && e.getMessage().startsWith(UNREADABLE)) {
                throw unreadable(id, e);
            }
            throw unavailable(e);
        }
    }

    private Schema parsed(int id, ParsedSchema schema) {
        try {
            // The raw schema has the schemas it refers to written out; the canonical text only names them.
            return new Schema.Parser().parse(String.valueOf(schema.rawSchema()));
        } catch (AvroRuntimeException e) {
            throw unreadable(id, e);
        }
    }

    private UndecodableException unreadable(int id, Exception cause) {
        return new UndecodableException(
                UndecodableException.Reason.INCOMPATIBLE_SCHEMA,
                "schema %d of the registry at %s is no Avro schema that can be read".formatted(id, url),
                cause);
    }

    private RegistryUnavailableException unavailable(Exception cause) {
        if (cause instanceof RestClientException answer
                && (answer.getStatus() == HTTP_UNAUTHORIZED || answer.getStatus() == HTTP_FORBIDDEN)) {
            return new RegistryUnavailableException(
                    "the schema registry at %s refuses who asks (status %d); name and password are set by schema.registry.basic.auth.user.info"
                            .formatted(url, answer.getStatus()),
                    cause);
        }
        return new RegistryUnavailableException(
                "the schema registry at %s does not answer: %s".formatted(url, cause.getMessage()), cause);
    }
}

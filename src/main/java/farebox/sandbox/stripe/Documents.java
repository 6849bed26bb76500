package farebox.sandbox.stripe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Every object that the sandbox has made, as the JSON that Stripe would answer. */
@ApplicationScoped
class Documents {
    private static final String ADD = """
            insert into sandbox.document (id, kind, body)
            values (?, ?, ?::jsonb)
            """;
    private static final String CHANGE = """
            update sandbox.document
               set body = ?::jsonb
             where id = ?
            """;
    private static final String FIND = """
            select body
              from sandbox.document
             where id = ?
            """;
    private static final String LOCK = FIND + "for update";
    private static final String LIST = """
            select body
              from sandbox.document
             where kind = ?
               and body @> ?::jsonb
               and (? = '' or body ->> 'type' = any (string_to_array(?, ' ')))
               and (body ->> 'created')::bigint >= ?
               and (?::text is null or seq < (select seq from sandbox.document where id = ?))
             order by seq desc
             limit ?
            """;
    private static final String OVERDUE = """
            select id
              from sandbox.document
             where kind = 'checkout.session'
               and body ->> 'status' = 'open'
               and (body ->> 'expires_at')::bigint <= extract(epoch from now())
             limit 100
               for update skip locked
            """;

    private final Postgres postgres;
    private final ObjectMapper json;

    Documents(Postgres postgres, ObjectMapper json) {
        this.postgres = postgres;
        this.json = json;
    }

    void add(ObjectNode body) {
        postgres.change(ADD, body.path("id").asText(), body.path("object").asText(), body.toString());
    }

    void change(ObjectNode body) {
        postgres.change(CHANGE, body.toString(), body.path("id").asText());
    }

    Optional<ObjectNode> find(String id) {
        return postgres.first(FIND, this::body, id);
    }

    /** The document, which nobody else can change until the transaction ends. */
    Optional<ObjectNode> lock(String id) {
        return postgres.first(LOCK, this::body, id);
    }

    /**
     * The newest documents that contain {@code pattern}, or those older than the document {@code after}.
     *
     * @param types of events; none leaves all in
     * @param since from when on they were made, in seconds since 1970
     */
    List<ObjectNode> list(
            String kind, ObjectNode pattern, Collection<String> types, long since, Optional<String> after, long limit) {
        var cursor = after.orElse(null);
        var wanted = String.join(" ", types);
        return postgres.list(LIST, this::body, kind, pattern.toString(), wanted, wanted, since, cursor, cursor, limit);
    }

    /** Open sessions whose time is over and that nobody is paying at this moment. */
    List<String> lockOverdueSessions() {
        return postgres.list(OVERDUE, row -> row.getString(1));
    }

    private ObjectNode body(ResultSet row) throws SQLException {
        try {
            return (ObjectNode) json.readTree(row.getString(1));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

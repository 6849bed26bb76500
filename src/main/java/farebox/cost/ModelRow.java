package farebox.cost;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "model")
class ModelRow {
    @Id
    int no;

    String name;
    String bedrockId;
    long contextTokens;
    String bestFor;

    Model model() {
        return new Model(no, name, bedrockId, contextTokens, bestFor);
    }
}

package farebox.cost;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "model")
class ModelRow {
    @Id
    private int no;

    private String name;
    private String bedrockId;
    private long contextTokens;
    private boolean takesTools;
    private boolean takesImages;
    private String bestFor;

    Model model() {
        return new Model(no, name, bedrockId, contextTokens, takesTools, takesImages, bestFor);
    }
}

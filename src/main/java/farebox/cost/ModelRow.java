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
    private String foundationId;
    private String bedrockId;
    private long contextTokens;
    private boolean takesTools;
    private boolean takesImages;
    private boolean takesDocuments;
    private String bestFor;

    static ModelRow of(int no, Model model, BedrockId id) {
        var row = new ModelRow();
        row.no = no;
        row.name = model.name();
        row.foundationId = id.foundation();
        row.bedrockId = model.bedrockId();
        row.contextTokens = model.contextTokens();
        row.takesTools = model.takesTools();
        row.takesImages = model.takesImages();
        row.takesDocuments = model.takesDocuments();
        row.bestFor = model.bestFor();
        return row;
    }

    Model model() {
        return new Model(no, name, bedrockId, contextTokens, takesTools, takesImages, takesDocuments, bestFor);
    }
}

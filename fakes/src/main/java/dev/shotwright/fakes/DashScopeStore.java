package dev.shotwright.fakes;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The store that DashScope keeps callers' files in, each for the model that it was brought for. */
final class DashScopeStore {
    static final String PATH = "/store";
    private static final String SCHEME = "oss://";
    private static final String FOLDER = "dashscope-instant/";

    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    /** Where a caller may bring a file for a model, and the signature that it needs there. */
    static ObjectNode place(String model, String host) {
        var answer = JsonNodeFactory.instance.objectNode().put("request_id", "c7e3a1");
        answer.putObject("data")
                .put("policy", "policy-" + model)
                .put("signature", "signed-" + model)
                .put("upload_dir", FOLDER + model)
                .put("upload_host", host + PATH)
                .put("expire_in_seconds", 300)
                .put("max_file_size_mb", 100)
                .put("oss_access_key_id", "LTAI-store")
                .put("x_oss_object_acl", "private")
                .put("x_oss_forbid_overwrite", "true");
        return answer;
    }

    /** Takes a form that was signed for the model that its folder is of; the vendor's key is not shown here. */
    void bring(Question question) {
        if (!question.header("Authorization").isEmpty()) {
            throw new Refusal("Authorization", "is not for the store");
        }
        var form = new FormParts(question);
        var texts = form.texts();
        var key = texts.requiredText("key", 1000);
        var signature = texts.requiredText("Signature", 200);
        var model = signature.replaceFirst("^signed-", "");
        if (!key.startsWith(FOLDER + model + "/")
                || !texts.requiredText("policy", 200).equals("policy-" + model)) {
            throw new Refusal("key", "is not in the folder that was signed");
        }
        texts.oneOf("OSSAccessKeyId", "LTAI-store");
        texts.oneOf("x-oss-object-acl", "private");
        texts.oneOf("x-oss-forbid-overwrite", "true");
        texts.oneOf("success_action_status", "200");
        texts.text("x-oss-content-type", 100);
        texts.end();
        if (!form.files().keySet().equals(Set.of("file"))) {
            throw new Refusal("file", "is missing");
        }
        fingerprints.put(
                SCHEME + key, Seen.fingerprint(form.files().values().iterator().next()));
    }

    static boolean isStored(String source) {
        return source.startsWith(SCHEME);
    }

    /** The fingerprint of a file that was brought for a model. */
    String file(String field, String source, String model) {
        var fingerprint = fingerprints.get(source);
        if (fingerprint == null || !source.startsWith(SCHEME + FOLDER + model + "/")) {
            throw new Refusal(field, "names a file that is not there for " + model);
        }
        return fingerprint;
    }
}

package io.guichet.service.sips;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every published and computed vector of sips 2.3 and 2.4, on the client's side. */
class SealTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "002001000000001_KEY1";
    private static final String J1 = "{'amount':1250,'automaticResponseUrl':'https://orders.example.be/sips/auto',"
            + "'currencyCode':'978','customerLanguage':'fr','interfaceVersion':'IR_WS_2.35','keyVersion':'1',"
            + "'merchantId':'002001000000001','normalReturnUrl':'https://orders.example.be/sips/return',"
            + "'orderChannel':'INTERNET','orderId':'ORDER42','transactionReference':'BOSADEMO000001'}";
    private static final String J3 = "{'transactionReference':'BOSADEMO000002','amount':1250,"
            + "'billingContact':{'lastname':'Dupr\u00e9','email':'jean@example.be'},'captureDay':0,"
            + "'captureMode':'AUTHOR_CAPTURE','currencyCode':'978',"
            + "'customerAddress':{'zipCode':'4000','city':'Li\u00e8ge','country':'BEL'},"
            + "'interfaceVersion':'IR_WS_2.35','merchantId':'002001000000001',"
            + "'normalReturnUrl':'https://orders.example.be/sips/return','orderChannel':'INTERNET',"
            + "'paymentMeanBrandList':['VISA','BCMC'],'paypageData':{'bypassReceiptPage':'true'},"
            + "'shoppingCartDetail':{'shoppingCartItemList':[{'productName':'stamp','productCode':'P1'},"
            + "{'productName':'label','productCode':'P2'}],'shoppingCartTotalAmount':1250},'none':null}";
    private static final String P1 = "amount=1250|currencyCode=978|merchantId=002001000000001|normalReturnUrl="
            + "https://orders.example.be/sips/return|automaticResponseUrl=https://orders.example.be/sips/auto|"
            + "keyVersion=1|orderChannel=INTERNET|transactionReference=BOSADEMO000001|paymentMeanBrandList=BCMC,VISA|"
            + "customerContact.lastname=Dupr\u00e9";
    private static final String A1 =
            "captureDay=0|captureMode=AUTHOR_CAPTURE|currencyCode=978|merchantId=002001000000001|"
                    + "orderChannel=INTERNET|responseCode=00|transactionDateTime=2024-06-03T10:00:00+02:00|"
                    + "transactionReference=BOSADEMO000001|keyVersion=1|acquirerResponseCode=00|amount=1250|authorisationId=12345|"
                    + "paymentMeanBrand=BCMC|paymentMeanType=CARD|returnContext=null";
    private static final String PV1 = "2500https://automatic-response-url.fr/0AUTHOR_CAPTURE978customer@email.com"
            + "IR_WS_2.22011223344550000https://normal-return-url/INTERNETORD101ReturnContextSO_WEBAPPLITREFEXA2012";
    private static final String PV2 = "automaticResponseURL=https://automatic-response-url.fr/|normalReturnURL="
            + "https://normal-return-url/|captureDay=0|captureMode=AUTHOR_CAPTURE|merchantId=011223344550000|amount=2500|"
            + "orderId=ORD101|currencyCode=978|transactionReference=TREFEXA2012|keyVersion=1|transactionOrigin=SO_WEBAPPLI|"
            + "returnContext=ReturnContext|orderChannel=INTERNET|customerContact.email=customer@email.com";
    private static final String PV3 = "amount=1234|currencyCode=978|merchantId=002001000000001|normalReturnUrl="
            + "http://www.normalreturnurl.com|transactionReference=marlon1|keyVersion=1";
    private static final String PV4 =
            "captureDay=0|captureMode=AUTHOR_CAPTURE|currencyCode=978|merchantId=002001000000001|"
                    + "orderChannel=INTERNET|responseCode=17|transactionDateTime=2018-02-06T07:43:55+01:00|transactionReference="
                    + "e1445438c15|keyVersion=1|amount=2|customerIpAddress=194.78.195.168|paymentPattern=ONE_SHOT";
    private static final String PV5 = "{\"keyVersion\":1,\"amount\":44000,\"captureDay\":0,\"captureMode\":"
            + "\"AUTHOR_CAPTURE\",\"currencyCode\":\"978\",\"customerId\":\"40813\",\"customerIpAddress\":"
            + "\"213.118.246.190\",\"merchantId\":\"225005049920001\",\"orderAmount\":44000,\"orderChannel\":\"INTERNET\","
            + "\"responseCode\":\"97\",\"responseDescription\":\"Request time-out; transaction refused\","
            + "\"transactionDateTime\":\"2023-03-15.00:39:04+0100\",\"transactionReference\":"
            + "\"dd88adfZ1027b40813f40813y1678837075\",\"statementReference\":\"T7Ft4KKLRA2M11B9\","
            + "\"s10TransactionId\":\"6\",\"s10TransactionIdDate\":\"20230315\",\"sealAlgorithm\":\"sha256\","
            + "\"transactionPlatform\":\"PROD\",\"paymentAttemptNumber\":2,\"preAuthorisationRuleResultList\":["
            + "{\"ruleCode\":\"VI\",\"ruleType\":\"NG\",\"ruleWeight\":\"I\",\"ruleSetting\":\"S\","
            + "\"ruleResultIndicator\":\"0\",\"ruleDetailedInfo\":\"TRANS=1:3;CUMUL=24999:200000\"},"
            + "{\"ruleCode\":\"RCode\",\"ruleType\":\"RType\",\"ruleWeight\":\"RWeight\",\"ruleSetting\":\"RSetting\","
            + "\"ruleResultIndicator\":\"RIndicator\",\"ruleDetailedInfo\":\"DetailedInfo\"}]}";

    @ParameterizedTest
    @CsvSource({
            "HMAC-SHA-256, e57e7139f7664009a078f88b5d5bc16f6066df73e507fe92c58da95552947c6d",
            "SHA-256, c9e1ee67a93135e3b356f9ee35034c8e6734ba5fae0d3c21ac9994a231482f65",
            "HMAC-SHA-512, 6cea98617f8937320e14081d8330b944823c50906263e782eb34d163d9cc94d4db49a63d52d40b4beca174f827be0f"
                    + "71038517180e7b4f17bc47ee2ff1926a3e",
    })
    void initialisationByEachAlgorithm(String algorithm, String seal) {
        assertThat(Seal.text(json(J1)))
                .isEqualTo("1250https://orders.example.be/sips/auto978frIR_WS_2.35002001000000001"
                        + "https://orders.example.be/sips/returnINTERNETORDER42BOSADEMO000001");
        assertThat(Seal.of(json(J1), algorithm, KEY)).isEqualTo(seal);
        ObjectNode sent = ((ObjectNode) json(J1)).put("seal", "x").put("sealAlgorithm", algorithm);
        assertThat(Seal.of(sent, algorithm, KEY)).as("seal, keyVersion and sealAlgorithm stay out").isEqualTo(seal);
    }

    @Test
    void nestedMembersListsAndAccents() {
        assertThat(Seal.text(json(J3))).isEqualTo("1250jean@example.beDupr\u00e90AUTHOR_CAPTURE978Li\u00e8geBEL4000"
                + "IR_WS_2.35002001000000001https://orders.example.be/sips/returnINTERNETVISABCMCtrueP1stampP2label1250"
                + "BOSADEMO000002");
        assertThat(Seal.of(json(J3), Seal.HMAC_SHA_256, KEY))
                .isEqualTo("ad6124fe12691888bc11a02e38f8d54d944cefa7ba318f04a97773cc328b885d");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
            "{'redirectionData':'dG9rZW4tMQ','redirectionStatusCode':'00','redirectionStatusMessage':"
                    + "'INITIALISATION REQUEST ACCEPTED','redirectionUrl':"
                    + "'https://payment-web.simu.sips-services.com/payment','redirectionVersion':'IR_WS_2.0'}"
                    + "; 25bcf2295de8ee1e79b3421355887375a929a19aaa44a1ea74437f29ab5e3f72",
            "{'redirectionStatusCode':'34','redirectionVersion':'IR_WS_2.0'}"
                    + "; 8f6dffa7d01927a42caf0c0dc814661b4d3c1334e239094d1d3b1f9814ee3662",
            "{'currencyCode':'978','interfaceVersion':'CR_WS_2.27','merchantId':'002001000000001','operationAmount':500,"
                    + "'operationOrigin':'BATCH','transactionReference':'BOSADEMO000001'}"
                    + "; b50784f182fd2f44552e2a73ab586796cf9af06bb1c3bad8a106401be6df5b69",
            "{'acquirerResponseCode':'00','authorisationId':'654321','newAmount':750,'newStatus':'CAPTURED',"
                    + "'operationDateTime':'2024-06-03T10:15:30+02:00','responseCode':'00'}"
                    + "; 3ab380b363fb8ae1d21db5298deadeae1dcd3d7048ea5b1327d2bac7f502c6de",
            "{'interfaceVersion':'DR_WS_2.27','merchantId':'002001000000001','transactionReference':'BOSADEMO000001'}"
                    + "; 3fc042a3a1271cdc151e717a0e01f23a567ee78e28ae743e9e8c39ad8c1c6e1c",
            "{'authorMessageReference':'272612','authorisationId':'664865','responseCode':'00'}"
                    + "; ce374c59109fbf9b89e3422372242747b90f341cd7fd8a8443af6b24be29e186",
    }, quoteCharacter = '`')
    void repliesAndOfficeAndTheAsciiOrder(String tree, String seal) {
        assertThat(Seal.of(json(tree), Seal.HMAC_SHA_256, KEY)).isEqualTo(seal);
    }

    @Test
    void publishedTexts() {
        assertThat(Seal.of(PV1, Seal.HMAC_SHA_256, "secret123"))
                .isEqualTo("322b943d833417c1570e0a282641e8e29d6a5b968c9b846694b5610e18ab5b81");
        assertThat(Seal.of(PV2, Seal.SHA_256, "secret123"))
                .isEqualTo("ac2332b57a674aba5b28a03dae677fa2f4c1ae8a349ebbdd6772a098c7f29861");
        assertThat(Seal.of(PV2, Seal.HMAC_SHA_256, "secret123"))
                .isEqualTo("14cc35e914169f93bc6c98be8a4066225fd41d9900188deeaa3bbe8c34a9d796");
        assertThat(Seal.of(PV3, Seal.SHA_256, KEY))
                .isEqualTo("65421e720d149e8a79bdc9a29f6c462ed199b78f32e558c6c5fc15f0084e5384");
        assertThat(Seal.of(PV4, Seal.SHA_256, KEY))
                .isEqualTo("8f488030781e3196726ce0658dbc26f19781f7c7fbe212b39d63d3f4d1d77301");
        assertThat(Seal.of(PV5, Seal.HMAC_SHA_256, "secret123"))
                .isEqualTo("77be1c230491c0d4eef6eaf910f635d42f55c90cd34c5a162c0ef6fcefb3f087");
        assertThat(Seal.of(PV5, Seal.SHA_256, "secret123"))
                .isEqualTo("e9aa5be21186a9f9a417b82d1d450792851c849ccc8a2f85136897da29477975");
        assertThat(Seal.of("This is a test!", Seal.HMAC_SHA_256, "superSafeSecretKey"))
                .isEqualTo("198e5f278e3f8548e174e84492953c4871732278b7e2aa2cbf20bb1ab85914ea");
    }

    @Test
    void formsPlainAndEncoded() {
        assertThat(Seal.of(P1, Seal.SHA_256, KEY))
                .isEqualTo("ccdb4dd16b30724949ff5f1a3368cd739c8ae5607e83760a25bd610d8bef6fc4");
        assertThat(Seal.of(P1, Seal.HMAC_SHA_256, KEY))
                .isEqualTo("5cc176d1b80877b8ea317a112a53aea1ad5c81f5316b0ee8cc047f4991231520");
        String encoded = Base64.getEncoder().encodeToString(P1.getBytes(StandardCharsets.UTF_8));
        assertThat(Seal.of(encoded, Seal.SHA_256, KEY))
                .isEqualTo("c017a6b435e14869f920bac1c872c58b9e3af9791a5030bc9aaf5e4fc1d7a0cf");
        assertThat(Seal.of(encoded, Seal.HMAC_SHA_256, KEY))
                .isEqualTo("0f34a89e8fb58518892879d41d26a753732b5ddb518964b94095de705fe09bb4");
        assertThat(Seal.of("cmV0dXJuQ29udGV4dD1hPz5ifnxjdXN0b21lcklkPcO/fg==", Seal.SHA_256, KEY))
                .isEqualTo("203817c6276e5ee5d6aa5a8002132350486dde8e118d127eb1fda7ecab9acbf3");
        assertThat(Seal.of("cmV0dXJuQ29udGV4dD1hPz5ifnxjdXN0b21lcklkPcO_fg==", Seal.SHA_256, KEY))
                .isEqualTo("78fd64049e4edf60c9bdfeb842d6db94616e27023ae9493815dd246dd3bd86ff");
        assertThat(Seal.of(A1, Seal.SHA_256, KEY))
                .isEqualTo("f20a25a268df50703723da4c3374062c1f6ebacebf6614ef7bfae04a12472546");
        assertThat(Seal.of(A1, Seal.HMAC_SHA_256, KEY))
                .isEqualTo("343a3019a4abc8d6ae021fce74ae2eb524601636654571f70ec8a7d01042b6e0");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }
}

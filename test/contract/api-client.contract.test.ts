import { apiClientContract } from "./api-client.contract.ts";
import { coWechatClient, easyWechatClient, ourClient } from "./api-clients.ts";

apiClientContract("our client", ourClient);
apiClientContract("co-wechat-api", coWechatClient, { signsIn: false });
apiClientContract("node-easywechat", easyWechatClient);

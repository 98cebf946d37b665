// 对给出的地址做 GraphQL over HTTP 的全部核对, 每项一行 JSON。
import { serverAudits } from "graphql-http";

for (const audit of serverAudits({ url: process.argv[2] })) {
  const { status, reason } = await audit.fn();
  console.log(JSON.stringify({ name: `${audit.id} ${audit.name}`, status, reason }));
}

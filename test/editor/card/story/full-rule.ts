/** A rule with every kind of row, as its author left it. */
export const fullRule = `  # 小王负责
  - id: price # 价格
    name: '价格咨询'
    priority: 60
    when:
      # 常用的说法
      - text: { has: [价格, "多少钱"] } # 半匹配
      - menu: HOURS
      - follow
    if:
      all:
        - { fact: tags, operator: includes, value: VIP } # 会员才有
        - { fact: time, operator: within, value: 09:00-18:00 }
        - any:
            - { fact: day, operator: equals, value: workday }
            - { not: { fact: follower.days, operator: less, value: 7 } }
    then:
      - reply: |
          您好 {{ follower.name }}，
          价格表见菜单。
      # 给回访用
      - tag: 询价
      - ask: { question: 请问几位？, accept: { number: [1, 20] }, save: guests, tries: 2 }
      - choose:
          - if: { fact: guests, operator: greater, value: 10 }
            then:
              - reply: 人多请打电话 # 大桌
          - then: { reply: 好的 }
      - reply: { articles: [{ title: 今日菜单, url: "https://coffee.example/menu" }] }
      - set: { city: 上海 }
      - http: { url: "https://api.example.com/x", body: { id: 7 }, save: got, else: [{ reply: 系统忙 }] }
      - coupon: { id: A1, count: 2 }
      - teleport: { to: moon }
    else:
      - reply: 现在已打烊，明早九点见。
`;

module github.com/rancher/wrangler

go 1.26
